"""The look: its source parts, and how they become one stylesheet."""
