"""The policy and its reading for where there is no Python: data (`policy_data`) and JavaScript (`javascript/`)."""
