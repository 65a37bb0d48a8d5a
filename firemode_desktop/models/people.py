"""The people who use the program."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, String, UniqueConstraint, text
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


class BuildingLimit(Base):
    """Whether a person sees only the buildings they have rights to. Whoever has no row here sees all."""

    __tablename__ = "building_limits"

    user_id: Mapped[uuid.UUID] = column(ForeignKey("users.id"), label="Person", primary_key=True)
    limited: Mapped[bool] = column(Boolean, label="Limited", default=True, server_default=text("true"))
    decided_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Decided by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))

    def __repr__(self) -> str:
        return self._described(user=self.known("user_id"), limited=self.known("limited"))


class BuildingRight(Base):
    """That a person who does not see all buildings sees this one. It is ended, never deleted."""

    __tablename__ = "building_rights"
    __table_args__ = (
        Index(
            "uq_building_right_current",
            "user_id",
            "building_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("idx_building_rights_building", "building_id"),
    )

    right_id: Mapped[uuid.UUID] = new_id()
    user_id: Mapped[uuid.UUID] = column(ForeignKey("users.id"), label="Person")
    building_id: Mapped[uuid.UUID] = column(ForeignKey("buildings.id", ondelete="CASCADE"), label="Building")
    granted_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Granted by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))
    ended_at: Mapped[datetime | None] = column(label="Ended")
    ended_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Ended by")

    def __repr__(self) -> str:
        return self._described(user=self.known("user_id"), building=self.known("building_id"))
