"""Alongside: a shared record for people who walk alongside one another."""

__version__ = "0.1.0"
