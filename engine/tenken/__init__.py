"""Tenken (点検): checks a municipality's consultation items against the law of their date."""

from tenken.api import Tenken
from tenken.assessment import Assessment, Finding, Report
from tenken.errors import CaseError, PolicyError, TenkenError
from tenken.version import VERSION

__all__ = ["Assessment", "CaseError", "Finding", "PolicyError", "Report", "Tenken", "TenkenError", "__version__"]

__version__ = VERSION
