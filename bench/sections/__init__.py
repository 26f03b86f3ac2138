"""Sections of bench/run: each measures by a Runner and gives its part of docs/performance.md as text."""
