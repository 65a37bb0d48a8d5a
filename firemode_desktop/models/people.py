"""The people who use the program."""

from __future__ import annotations

import re
import uuid

from sqlalchemy import Boolean, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import Role
from firemode_desktop.models.base import Base, Timestamps, new_id
from firemode_desktop.models.columns import column, one_of


class User(Timestamps, Base):
    """A person with a login."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("username", name="uq_users_username"),
        one_of("role", Role, "ck_users_role"),
    )

    id: Mapped[uuid.UUID] = new_id()
    username: Mapped[str] = column(String(100), label="Login")
    full_name: Mapped[str | None] = column(String(255), label="Name")
    email: Mapped[str | None] = column(String(255), label="E-mail")
    role: Mapped[str] = column(String(20), label="Role", choices=Role)
    licence_number: Mapped[str | None] = column(String(100), label="Licence")
    active: Mapped[bool] = column(Boolean, label="Active", default=True, server_default=text("true"))

    @validates("email")
    def _check_email(self, key: str, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
            raise Invalid(f"“{value}” is no e-mail address.")
        return value

    def __repr__(self) -> str:
        return self._described(username=self.known("username"), role=self.known("role"))
