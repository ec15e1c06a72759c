"""The screens; menu.py names those one goes to from the dashboard."""
