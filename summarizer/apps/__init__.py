"""Programs that stay running and brief when they are asked: in a chat, and for assistants."""
