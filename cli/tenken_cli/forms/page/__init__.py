"""The self-check as one offline page: the policy as data, its reading in JavaScript, and the form around it."""

from tenken_cli.forms.page.build import page

__all__ = ["page"]
