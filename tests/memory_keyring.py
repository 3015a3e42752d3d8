"""A keyring in memory, for what is not about the keyring itself."""

from pacdesk.config.secrets import SecretStore


class MemoryBackend:
    """As much of a keyring's back-end as `SecretStore` uses."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """The secret, or None."""
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        """Keep a secret."""
        self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        """Forget one."""
        del self.kept[service, name]


def memory_store() -> SecretStore:
    """A store of its own."""
    backend = MemoryBackend()
    return SecretStore(lambda: backend)
