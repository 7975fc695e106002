"""What helpers say is wrong in the articles. The articles themselves are files: ``carnet/articles``."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carnet.store.rows import NUMBERED, Row


class ArticleReport(Row):
    """One helper says that one version of an article is wrong. A newer version is the answer."""

    __tablename__ = "article_report"
    __table_args__ = (UniqueConstraint("article", "version", "helper_id"), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[str]
    version: Mapped[int]
    owner: Mapped[str] = mapped_column(index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    reported_at: Mapped[datetime]
