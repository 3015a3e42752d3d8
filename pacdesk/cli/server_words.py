"""The sentences of the commands about shared servers, as `words`: [Portuguese, English]."""

from typing import Final

SERVER: Final[dict[str, tuple[str, str]]] = {
    "help.server": (
        "prepara uma base compartilhada e dá acesso às pessoas",
        "set up a shared desk and let people in",
    ),
    "help.server_init": (
        "prepara um banco PostgreSQL vazio: tabelas, regras de acesso e primeiros cadastros",
        "prepare an empty PostgreSQL database: tables, rules of access and first registers",
    ),
    "help.server_upgrade": (
        "atualiza as tabelas e as regras de acesso de uma base compartilhada",
        "bring the tables and rules of access of a shared desk up to date",
    ),
    "help.server_address": (
        "o endereço postgresql:// com o acesso do dono da base",
        "the postgresql:// address with the log-in of the desk's owner",
    ),
    "help.server_name": ("o nome da base (padrão: o do banco)", "the desk's name (default: the database's)"),
    "help.server_company": ("o nome da empresa", "the company's name"),
    "help.server_user": (
        "dá, tira ou renova o acesso de uma pessoa",
        "give, take or renew a person's log-in",
    ),
    "help.server_user_add": (
        "cria o usuário e o seu acesso no servidor",
        "make the user and his log-in at the server",
    ),
    "help.server_user_disable": (
        "desativa o usuário e fecha o seu acesso, também o que está em uso",
        "switch the user off and close his log-in, also one that is in use",
    ),
    "help.server_user_reset": ("dá uma senha nova a um acesso", "give a log-in a new password"),
    "help.server_without_code": (
        "e deixa de pedir o código do autenticador, para quem perdeu o telefone e os códigos",
        "and ask for no authenticator's code any more, for who lost telephone and codes",
    ),
    "help.server_person": ("o nome da pessoa", "the person's name"),
    "help.server_login": ("o acesso: letras minúsculas e algarismos", "the log-in: small letters and digits"),
    "help.server_admin": ("como administrador", "as an administrator"),
    "help.server_new_password": (
        "de onde ler a senha da pessoa: arquivo ou - (padrão: uma nova, mostrada uma vez)",
        "where to read the person's password: a file or - (default: a new one, shown once)",
    ),
    "server.made": ("{place}: base preparada (esquema {after}).", "{place}: desk prepared (schema {after})."),
    "server.upgraded": (
        "{place}: esquema {before} → {after}; regras de acesso refeitas.",
        "{place}: schema {before} → {after}; rules of access renewed.",
    ),
    "server.wants_superuser": (
        (
            "O dono não é superusuário do servidor: quem abre a base com psql ainda descobre, pelos planos,"
            " textos que não vê. Um superusuário fecha isso rodando uma vez: pacdesk server upgrade"
        ),
        (
            "The owner is no superuser of the server: who opens the desk with psql can still find out, by"
            " plans, texts out of his sight. A superuser ends that by running once: pacdesk server upgrade"
        ),
    ),
    "server.user_added": ("{login}: acesso criado.", "{login}: log-in made."),
    "server.user_linked": (
        "{login}: acesso criado para o usuário que já existia.",
        "{login}: log-in made for the user who was there already.",
    ),
    "server.user_disabled": (
        "{login}: acesso fechado e usuário desativado.",
        "{login}: log-in closed, user switched off.",
    ),
    "server.user_reset": ("{login}: senha trocada.", "{login}: password changed."),
    "server.password": (
        "Senha (não será mostrada de novo): {password}",
        "Password (it is not shown again): {password}",
    ),
}
