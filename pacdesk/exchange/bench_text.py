"""Portuguese text for the benchmark's desks: common words with rare tokens between them, as in real
help desks, so that an index has both long and short lists to read. The same source of chance gives the
same text."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pacdesk.storage.types import fold


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


THINGS = _listed(
    "roteador|modem|servidor|impressora|ramal|notebook|coletor|balança|catraca|câmera|portal|aplicativo|"
    "emissor de notas|leitor de código|certificado digital|ponto de acesso|banco de dados|painel de vendas"
)
FAULTS = _listed(
    "não liga|perde a conexão|está lento|trava ao salvar|mostra erro de autenticação|não imprime|"
    "reinicia sozinho|"
    "não sincroniza|rejeita o arquivo|duplica os lançamentos|fica sem sinal|não aceita a senha"
)
PLACES = _listed(
    "recepção|expedição|contabilidade|almoxarifado|diretoria|produção|caixa|laboratório|secretaria|oficina|"
    "depósito|atendimento"
)
TIMES = _listed(
    "desde ontem|hoje cedo|há três dias|depois da atualização|no fim do expediente|quando chove|"
    "desde segunda-feira|após a mudança de sala|durante a madrugada"
)
DEEDS = _listed(
    "troquei o cabo|reiniciei o equipamento|refiz a configuração|medi o sinal|atualizei a versão|"
    "agendei a visita técnica|restaurei a cópia de segurança|ajustei as permissões|emiti a segunda via|"
    "conferi os lançamentos|testei em outra máquina|abri chamado com o fabricante"
)
FIRST = _listed(
    "Aline|Breno|Célia|Davi|Elisa|Fábio|Glória|Hugo|Inês|Joana|Karina|Lúcio|Márcia|Nádia|Otávio|Paula|"
    "Régis|Sônia|Tomás|Úrsula|Válter|Yara"
)
LAST = _listed(
    "Aragão|Bastos|Cordeiro|Dutra|Escobar|Frota|Gouveia|Holanda|Iglesias|Jardim|Lacerda|Mourão|Nery|Osório|"
    "Pádua|Quadros|Rangel|Sodré|Trigueiro|Uchoa|Veloso|Zanini"
)
FIRMS = _listed("Padaria|Clínica|Gráfica|Mercado|Escola|Oficina|Farmácia|Livraria|Construtora|Transportes")
ENDINGS = _listed("Ltda.|ME|e Filhos|S.A.|Comércio e Serviços|do Brasil")
SUBJECTS = (
    "{thing} {fault}",
    "{thing} da {place} {fault}",
    "{thing} {fault} {time}",
    "Visita técnica na {place}",
    "Instalação de {thing} na {place}",
    "Segunda via da nota {token}",
    "Erro {token} no {thing}",
    "Dúvida sobre o {thing}",
    "Acesso ao {thing} para {person}",
)
SENTENCES = (
    "O {thing} da {place} {fault} {time}.",
    "Segundo {person}, o problema começou {time} e atinge toda a {place}.",
    "Verifiquei o {thing} e {deed}.",
    "A tela mostra o código {token} e o {thing} {fault}.",
    "Conforme combinado com {person}, {deed} e aguardo retorno.",
    "O equipamento de série {token} foi recolhido na {place}.",
    "Depois disso o {thing} voltou ao normal, mas peço que acompanhem {time}.",
    "Poderiam informar o prazo? O {thing} é usado por todos na {place}.",
    "Bom dia, {deed} e o {thing} ainda {fault}.",
    "Ficou acertado que {person} confirma até amanhã se o {thing} {fault} de novo.",
)
POOL = 6000


@dataclass(frozen=True, slots=True)
class Texts:
    """A stock of subjects and sentences; a long text is a few sentences and now and then a rare token."""

    chance: random.Random
    subjects: Sequence[tuple[str, str]]
    sentences: Sequence[str]

    def subject(self) -> tuple[str, str]:
        """A subject and its sort key."""
        return self.subjects[int(self.chance.random() * len(self.subjects))]

    def entry(self) -> str:
        """What somebody writes: about 190 letters, one in eight typed without accents."""
        draw, count = self.chance.random, len(self.sentences)
        found = [self.sentences[int(draw() * count)] for _ in range(2 + int(draw() * 3))]
        if draw() < 0.3:
            found.append(f"Série {token(self.chance)}.")
        text = " ".join(found)
        return fold(text) if draw() < 0.125 else text


def texts(chance: random.Random) -> Texts:
    """A stock for one desk."""
    subjects = [_filled(chance, SUBJECTS) for _ in range(POOL)]
    return Texts(
        chance,
        tuple((subject, fold(subject)) for subject in subjects),
        tuple(_filled(chance, SENTENCES) for _ in range(POOL)),
    )


def _filled(chance: random.Random, templates: Sequence[str]) -> str:
    text = chance.choice(templates).format(
        thing=chance.choice(THINGS),
        fault=chance.choice(FAULTS),
        place=chance.choice(PLACES),
        time=chance.choice(TIMES),
        deed=chance.choice(DEEDS),
        person=person(chance),
        token=token(chance),
    )
    return text[0].upper() + text[1:]


def person(chance: random.Random) -> str:
    """A made-up person's name."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def firm(chance: random.Random) -> str:
    """A made-up company's name."""
    return f"{chance.choice(FIRMS)} {chance.choice(LAST)} {chance.choice(ENDINGS)}"


def token(chance: random.Random) -> str:
    """A rare word: a serial number."""
    return f"{chance.choice(('SN', 'HW', 'RT'))}{int(chance.random() * 10_000_000):07d}"
