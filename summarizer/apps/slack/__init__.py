"""The Slack app: briefings on request, the evidence behind each line, and questions answered from a briefing alone."""
