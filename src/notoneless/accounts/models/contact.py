"""How to reach the person of an account, and by which number other systems know them."""

from django.db import models

from notoneless.accounts.models.user import User
from notoneless.protection.fields import SealedTextField
from notoneless.protection.models import Sealed


class Contact(Sealed):
    """The phone is sealed; it tells two people of one name apart when accounts are opened from a workbook."""

    user = models.OneToOneField(User, models.CASCADE, related_name="contact", verbose_name="账号")
    phone = SealedTextField(index=True)
    staff_number = models.CharField("工号", max_length=40, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "联系方式"
