"""A text in both languages of the program."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Lang = Literal["ja", "en"]


class Text(BaseModel):
    """A text in Japanese and English; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def get(self, lang: Lang) -> str:
        """The text in one language."""
        return self.ja if lang == "ja" else self.en


def text(ja: str, en: str) -> Text:
    """Shorthand for a text written in the program itself."""
    return Text(ja=ja, en=en)
