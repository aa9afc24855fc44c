"""Tenken (点検): checks a municipality's consultation items against the law of their date."""

from tenken.api import Tenken
from tenken.assessment import VERSION as __version__
from tenken.assessment import Assessment, Finding, Report
from tenken.errors import CaseError, PolicyError, TenkenError

__all__ = ["Assessment", "CaseError", "Finding", "PolicyError", "Report", "Tenken", "TenkenError", "__version__"]
