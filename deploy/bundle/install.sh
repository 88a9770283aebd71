#!/bin/sh
# install.sh DIR [PYTHON]: install this bundle into DIR, without a network. PYTHON: python3.11 or later, as the bundle's
# name says. What was installed before in DIR stays until the new one is whole.
set -eu
if [ $# -lt 1 ]; then echo "用法：sh install.sh 目标文件夹 [python3 的路径]" >&2; exit 2; fi
target=$1
python=${2:-python3}
cd "$(dirname "$0")"
echo "核对安装包……"
sha256sum --quiet -c 校验.txt || { echo "安装包不完整或被改动过，没有安装；请重新拷贝。" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新；请在第二个参数写它的路径。" >&2; exit 1; }
case $target in /*) ;; *) target=$OLDPWD/$target ;; esac
new=$target/.venv.new
mkdir -p "$target"
rm -rf "$new"
if ! "$python" -m venv "$new"; then rm -rf "$new"; echo "这台机器的 Python 不能建立虚拟环境；请先安装 python3-venv。" >&2; exit 1; fi
echo "安装……"
pip() { "$new/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-index --find-links wheels "$@"; }
pip --require-hashes -r app.txt
pip --no-deps wheels/notoneless-*.whl
rm -rf "$target/.venv.old"
if [ -d "$target/.venv" ]; then mv "$target/.venv" "$target/.venv.old"; fi
mv "$new" "$target/.venv"
# A virtual environment knows its own place: the scripts are told where they are now.
find "$target/.venv/bin" -maxdepth 1 -type f -exec grep -Il '\.venv\.new' {} + | while read -r script; do
    sed -i 's|\.venv\.new|.venv|g' "$script"
done
mkdir -p "$target/bin"
ln -sf ../.venv/bin/notoneless "$target/bin/notoneless"
"$target/bin/notoneless" --version
echo "装好了。建立安装：$target/bin/notoneless init --help"
