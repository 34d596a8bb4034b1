"""Storage: tables, engine, migrations, operations, history, evidence. The only package that knows SQL."""
