"""Sentences of forms: what a rule refuses about a value, said beside its field."""

from pacdesk.gui.messages import QT_TRANSLATE_NOOP, Told, add

add(
    {
        "row.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "“{name}” is in use."), QT_TRANSLATE_NOOP("Messages", "By: {uses}.")
        ),
        "document.look_alike": Told(
            QT_TRANSLATE_NOOP("Messages", "The number has letters of another script."),
            QT_TRANSLATE_NOOP("Messages", "Type it again."),
        ),
        "document.characters": Told(
            QT_TRANSLATE_NOOP("Messages", "The number has signs that do not belong there.")
        ),
        "document.length": Told(QT_TRANSLATE_NOOP("Messages", "A CNPJ has 14 places, a CPF has 11.")),
        "document.repeated": Told(QT_TRANSLATE_NOOP("Messages", "One repeated digit is no number.")),
        "document.check_digits": Told(QT_TRANSLATE_NOOP("Messages", "The check digits should be {digits}.")),
        "document.check_digits_other": Told(QT_TRANSLATE_NOOP("Messages", "The check digits do not match.")),
        "ie.look_alike": Told(QT_TRANSLATE_NOOP("Messages", "The number has letters of another script.")),
        "ie.uf_needed": Told(QT_TRANSLATE_NOOP("Messages", "Choose the state of the IE.")),
        "ie.check_digits": Told(QT_TRANSLATE_NOOP("Messages", "The check digits do not match this state.")),
        "ie.shape": Told(QT_TRANSLATE_NOOP("Messages", "An IE of this state looks different.")),
        "cep.shape": Told(QT_TRANSLATE_NOOP("Messages", "A CEP has eight digits, such as 01310-100.")),
        "cep.unknown": Told(QT_TRANSLATE_NOOP("Messages", "No state has this CEP.")),
        "cep.other_uf": Told(QT_TRANSLATE_NOOP("Messages", "The CEP {cep} is of {expected}, not of {uf}.")),
        "uf.unknown": Told(QT_TRANSLATE_NOOP("Messages", "This is no state of Brazil.")),
        "phone.look_alike": Told(QT_TRANSLATE_NOOP("Messages", "The number has letters of another script.")),
        "phone.ninth_digit": Told(QT_TRANSLATE_NOOP("Messages", "A mobile number has a ninth digit.")),
        "phone.no_area": Told(QT_TRANSLATE_NOOP("Messages", "The area code is missing, such as (11).")),
        "phone.shape": Told(QT_TRANSLATE_NOOP("Messages", "This is no telephone number.")),
        "email.several": Told(QT_TRANSLATE_NOOP("Messages", "One address only; others go to the contacts.")),
        "email.shape": Told(QT_TRANSLATE_NOOP("Messages", "An e-mail looks like name@company.com.br.")),
        "coordinate.range": Told(
            QT_TRANSLATE_NOOP("Messages", "Degrees lie between −{limit} and {limit}, such as −23.5505.")
        ),
        "coordinate.pair": Told(QT_TRANSLATE_NOOP("Messages", "Latitude and longitude go together.")),
        "coordinate.outside_brazil": Told(QT_TRANSLATE_NOOP("Messages", "This point is outside Brazil.")),
        "number.shape": Told(QT_TRANSLATE_NOOP("Messages", "Digits only.")),
        "money.shape": Told(QT_TRANSLATE_NOOP("Messages", "An amount looks like 1,234.56.")),
        "date.shape": Told(QT_TRANSLATE_NOOP("Messages", "A date looks like 11/22/2026.")),
        "lookup.unknown": Told(QT_TRANSLATE_NOOP("Messages", "Choose one of the list.")),
        "file.reading": Told(QT_TRANSLATE_NOOP("Messages", "A file is still being read.")),
        "file.too_large": Told(
            QT_TRANSLATE_NOOP("Messages", "“{name}” is larger than {limit}."),
            QT_TRANSLATE_NOOP("Messages", "Make it smaller, or put it where the client can fetch it."),
        ),
        "file.unreadable": Told(
            QT_TRANSLATE_NOOP("Messages", "“{name}” could not be read."),
            QT_TRANSLATE_NOOP("Messages", "It may have been moved, or another program holds it."),
        ),
        "client.external_pair": Told(QT_TRANSLATE_NOOP("Messages", "Table and code go together.")),
        "client.duplicate": Told(
            QT_TRANSLATE_NOOP("Messages", "This number is registered already."),
            QT_TRANSLATE_NOOP("Messages", "Open the other client, or save this one anyway."),
        ),
        "client.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "This client has tickets or contracts."),
            QT_TRANSLATE_NOOP("Messages", "Set it to inactive instead."),
        ),
        "client.portfolio_out_of_sight": Told(
            QT_TRANSLATE_NOOP("Messages", "The client would go to a portfolio that you do not see."),
            QT_TRANSLATE_NOOP("Messages", "Choose an organization of one of your portfolios."),
        ),
        "contact.unreachable": Told(QT_TRANSLATE_NOOP("Messages", "A telephone or an e-mail is needed.")),
        "view.for_nobody": Told(
            QT_TRANSLATE_NOOP("Messages", "The view is for nobody yet."),
            QT_TRANSLATE_NOOP("Messages", "Tick a permission group or a department."),
        ),
        "contact.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "Tickets name this contact."),
            QT_TRANSLATE_NOOP("Messages", "It stays, so that their history stays whole."),
        ),
        "address.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "A login or a contract is at this address."),
            QT_TRANSLATE_NOOP("Messages", "Give them another address first."),
        ),
        "login.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "Tickets name this login."),
            QT_TRANSLATE_NOOP("Messages", "Switch it off instead."),
        ),
        "login.blanks": Told(QT_TRANSLATE_NOOP("Messages", "A login has no blanks.")),
        "login.taken": Told(QT_TRANSLATE_NOOP("Messages", "This login is in use already.")),
        "organization.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "This organization has clients."),
            QT_TRANSLATE_NOOP("Messages", "Give them another organization first."),
        ),
        "contract.ends_before_start": Told(QT_TRANSLATE_NOOP("Messages", "The end lies before the start.")),
        "contract.amount": Told(QT_TRANSLATE_NOOP("Messages", "This amount is out of range.")),
        "contract.number_taken": Told(QT_TRANSLATE_NOOP("Messages", "This number is in use already.")),
        "contract.in_use": Told(
            QT_TRANSLATE_NOOP("Messages", "Tickets or logins name this contract."),
            QT_TRANSLATE_NOOP("Messages", "Set it to ended or cancelled instead."),
        ),
        "row.fields_changed": Told(
            QT_TRANSLATE_NOOP("Messages", "Somebody else saved meanwhile."),
            QT_TRANSLATE_NOOP("Messages", "Both values are shown. Choose, then save again."),
        ),
        "field.of_another_client": Told(QT_TRANSLATE_NOOP("Messages", "This belongs to another client.")),
        "field.not_a_choice": Told(QT_TRANSLATE_NOOP("Messages", "Choose one of the list.")),
        "field.out_of_range": Told(QT_TRANSLATE_NOOP("Messages", "Between {lowest} and {highest}.")),
        "ticket.incomplete": Told(
            QT_TRANSLATE_NOOP("Messages", "Some fields need attention."),
            title=QT_TRANSLATE_NOOP("Messages", "Not saved yet"),
        ),
        "ticket.login_required": Told(QT_TRANSLATE_NOOP("Messages", "“{subject}” demands a login.")),
        "ticket.contract_required": Told(QT_TRANSLATE_NOOP("Messages", "“{subject}” demands a contract.")),
        "password.short": Told(QT_TRANSLATE_NOOP("Messages", "At least {least} characters.")),
        "password.different": Told(QT_TRANSLATE_NOOP("Messages", "The two passwords differ.")),
        "company.zone_unknown": Told(QT_TRANSLATE_NOOP("Messages", "This time zone is not known.")),
        "undo.not_undoable": Told(QT_TRANSLATE_NOOP("Messages", "This is final and cannot be undone.")),
        "undo.already_undone": Told(QT_TRANSLATE_NOOP("Messages", "This is undone already.")),
        "undo.too_big": Told(QT_TRANSLATE_NOOP("Messages", "Too many rows were changed at once to undo it.")),
        "undo.too_old": Told(QT_TRANSLATE_NOOP("Messages", "It is more than {days} days old.")),
        "undo.out_of_sight": Told(
            QT_TRANSLATE_NOOP("Messages", "This changed something that you do not see any more."),
            QT_TRANSLATE_NOOP("Messages", "An administrator can undo it."),
        ),
        "undo.not_yours": Told(
            QT_TRANSLATE_NOOP("Messages", "{who} did this."),
            QT_TRANSLATE_NOOP("Messages", "Only the author or an administrator undoes it."),
        ),
    }
)
