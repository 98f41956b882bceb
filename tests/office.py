"""Open what plans are exported to in LibreOffice, which must take it without repair: `make office`.

LibreOffice is large, so this stands apart from the tests; it needs the command `soffice`.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pypdf import PdfReader

from radar.exports.plan_docx import plan_to_docx
from radar.exports.plan_report import PlanReport
from radar.exports.plan_xlsx import plan_to_xlsx
from radar.spreadsheets import read_plan
from tests.radar.exports import plan_samples

FEWEST_PAGES = 8
MINUTES = 3


def converted(office: str, source: Path, form: str) -> Path:
    """Return the file that LibreOffice makes of another."""
    folder = source.parent / form
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    asked = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(asked, check=True, capture_output=True, timeout=MINUTES * 60)
    return folder / f"{source.stem}.{form}"


def check_document(office: str, report: PlanReport, folder: Path) -> int:
    """Return how many pages LibreOffice lays a document out on, having found every section in them."""
    source = folder / "plan.docx"
    source.write_bytes(plan_to_docx(report))
    pages = PdfReader(converted(office, source, "pdf")).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    titles = [section.title[report.language] for section in report.sections.sections]
    lost = [title for title in titles if "".join(title.split()) not in text]
    if lost or len(pages) < FEWEST_PAGES:
        raise SystemExit(f"LibreOffice lost {lost} of {len(pages)} pages")
    return len(pages)


def check_spreadsheet(office: str, report: PlanReport, folder: Path) -> None:
    """Save a spreadsheet from LibreOffice and read the same plan from it."""
    source = folder / "plan.xlsx"
    source.write_bytes(plan_to_xlsx(report.plan, report.language))
    if read_plan(io.BytesIO(converted(office, source, "xlsx").read_bytes())) != report.plan:
        raise SystemExit("a plan saved from LibreOffice is not the same plan")


def main() -> None:
    """Check the plans of the tests in both languages."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice is not installed; install LibreOffice, then run this again")
    for language in ("fr", "en"):
        for report in (plan_samples.full(language), plan_samples.culture(language)):
            with tempfile.TemporaryDirectory() as folder:
                pages = check_document(office, report, Path(folder))
                check_spreadsheet(office, report, Path(folder))
            sys.stdout.write(f"{report.plan.title} ({language}): {pages} pages\n")


if __name__ == "__main__":
    main()
