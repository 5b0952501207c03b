"""The words by which the style sheet tells verdicts apart."""

from lcreport.model import Status
from lcreport.problems import Severity

LOOKS = {
    Status.MET: "dat",
    Status.NOT_MET: "chua-dat",
    Status.NO_DATA: "chua-ro",
    Status.UPPER_LEVEL: "cap-tren",
    Status.NOT_APPLICABLE: "khong-ap-dung",
}
SEVERITIES = {Severity.ERROR: "loi", Severity.WARNING: "canh-bao", Severity.INFO: "ghi-nhan"}
HOLDS = {True: "dat", False: "chua-dat", None: "chua-ro"}
