"""From raw survey export to published report: intake, coding, analysis, presentation, execution, publishing."""
