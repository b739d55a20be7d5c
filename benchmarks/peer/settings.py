"""The settings of the oTree project beside which workshops are measured."""

SESSION_CONFIGS = [{"name": "votes", "app_sequence": ["votes"], "num_demo_participants": 2}]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1, "participation_fee": 0, "doc": ""}
PARTICIPANT_FIELDS: list[str] = []
SESSION_FIELDS: list[str] = []
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "EUR"
ADMIN_USERNAME = "admin"
SECRET_KEY = "a key that only this benchmark knows"
