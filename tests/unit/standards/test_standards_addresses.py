import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.addresses import normal_group, normal_township, normal_village, parse_address


@pytest.mark.parametrize(
    ("raw", "levels"),
    [
        ("达川区赵家镇清溪社区5组", ("", "", "达川区", "赵家镇", "清溪社区", "5组", "")),
        ("赵家镇清溪村9组", ("", "", "", "赵家镇", "清溪村", "9组", "")),
        ("四川省达州市通川区", ("四川省", "达州市", "通川区", "", "", "", "")),
        ("石梯镇清溪社区六组", ("", "", "", "石梯镇", "清溪社区", "六组", "")),
        (
            "达川区 三里坪街道办事处 清溪社区居委会4组",
            ("", "", "达川区", "三里坪街道办事处", "清溪社区居委会", "4组", ""),
        ),
        ("赵家镇李村村第3村民小组", ("", "", "", "赵家镇", "李村村", "第3村民小组", "")),
        ("古镇镇古镇社区", ("", "", "", "古镇镇", "古镇社区", "", "")),
        ("桃乡村3组", ("", "", "", "", "桃乡村", "3组", "")),
        ("石板街道街村2组", ("", "", "", "石板街道", "街村", "2组", "")),
        ("赵家镇清溪5组", ("", "", "", "赵家镇", "清溪", "5组", "")),
        ("赵家镇大湾组", ("", "", "", "赵家镇", "", "大湾组", "")),
        ("大竹县庙坝镇长乐村八社", ("", "", "大竹县", "庙坝镇", "长乐村", "八社", "")),
        ("达川区河市镇清溪村3组12号", ("", "", "达川区", "河市镇", "清溪村", "3组", "12号")),
        ("达川区翠屏街道南大街12号", ("", "", "达川区", "翠屏街道", "", "", "南大街12号")),
        ("四川省万源市白沙镇", ("四川省", "万源市", "", "白沙镇", "", "", "")),
        ("重庆市万州区新田镇", ("重庆市", "", "万州区", "新田镇", "", "", "")),
        ("四川省凉山州昭觉县解放乡清溪村", ("四川省", "凉山州", "昭觉县", "解放乡", "清溪村", "", "")),
        ("四川省凉山彝族自治州美姑县", ("四川省", "凉山彝族自治州", "美姑县", "", "", "", "")),
        ("江苏省镇江市丹徒区", ("江苏省", "镇江市", "丹徒区", "", "", "", "")),
        ("河南省南阳市社旗县", ("河南省", "南阳市", "社旗县", "", "", "", "")),
        ("新疆维吾尔自治区和田地区墨玉县", ("新疆维吾尔自治区", "和田地区", "墨玉县", "", "", "", "")),
        ("清溪社区", ("", "", "", "", "清溪社区", "", "")),
        ("5组", ("", "", "", "", "", "5组", "")),
        ("", ("", "", "", "", "", "", "")),
    ],
)
def test_levels(raw: str, levels: tuple[str, ...]) -> None:
    read = parse_address(raw)
    assert (read.province, read.city, read.county, read.township, read.village, read.group, read.rest) == levels


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("三里坪", "三里坪"),
        ("三里坪街道", "三里坪"),
        ("三里坪街道办事处", "三里坪"),
        ("达川区三里坪街道", "三里坪"),
        ("511703109赵家镇", "赵家"),
        ("赵家镇人民政府", "赵家"),
        ("赵家镇清溪村", "赵家"),
        ("古镇镇", "古镇"),
        ("古镇", "古镇"),
    ],
)
def test_townships(raw: str, normal: str) -> None:
    assert normal_township(raw) == normal


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("清溪", "清溪"),
        ("清溪村", "清溪"),
        ("清溪社区", "清溪"),
        ("清溪村村民委员会", "清溪"),
        ("清溪村村委会", "清溪"),
        ("清溪社区居委会", "清溪"),
        ("赵家镇清溪社区5组", "清溪"),
        ("李村村", "李村"),
        ("桥村", "桥村"),
    ],
)
def test_villages(raw: str, normal: str) -> None:
    assert normal_village(raw) == normal


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("1组", "1"),
        ("一组", "1"),
        ("第1村民小组", "1"),
        ("1社", "1"),
        ("1", "1"),
        ("1.0", "1"),
        ("01组", "1"),
        ("十二组", "12"),
        ("大湾组", "大湾"),
        ("", ""),
    ],
)
def test_groups(raw: str, normal: str) -> None:
    assert normal_group(raw) == normal


@given(st.text(alphabet="省市县区镇乡村社组街道大清溪1一号 、", max_size=20))
def test_no_character_is_lost_or_invented(raw: str) -> None:
    read = parse_address(raw)
    parts = (read.province, read.city, read.county, read.township, read.village, read.group, read.rest)
    assert "".join(parts) == raw.replace(" ", "").replace("、", "")
