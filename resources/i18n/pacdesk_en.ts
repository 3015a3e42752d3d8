<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChecklistEditor</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientsDock</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeletePortfolioDialog</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n organization(s)</source>
        <translation>
            <numerusform>%n organization</numerusform>
            <numerusform>%n organizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n open ticket</numerusform>
            <numerusform>%n open tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DifferencesView</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message numerus="yes">
        <source>Also erase %n text(s) elsewhere that name this person</source>
        <translation>
            <numerusform>Also erase %n text elsewhere that names this person</numerusform>
            <numerusform>Also erase %n texts elsewhere that name this person</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FlowCanvas</name>
    <message numerus="yes">
        <source>%n stage(s). Arrows go through them.</source>
        <translation>
            <numerusform>%n stage. Arrows go through them.</numerusform>
            <numerusform>%n stages. Arrows go through them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n stage(s) chosen</source>
        <translation>
            <numerusform>%n stage chosen</numerusform>
            <numerusform>%n stages chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoveTicketsDialog</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n ticket(s)</source>
        <translation>
            <numerusform>Move %n ticket</numerusform>
            <numerusform>Move %n tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s) moved</source>
        <translation>
            <numerusform>%n ticket moved</numerusform>
            <numerusform>%n tickets moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NothingPanel</name>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n stage</numerusform>
            <numerusform>%n stages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transition(s)</source>
        <translation>
            <numerusform>%n transition</numerusform>
            <numerusform>%n transitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n custom field(s)</source>
        <translation>
            <numerusform>%n custom field</numerusform>
            <numerusform>%n custom fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n dossier</numerusform>
            <numerusform>%n dossiers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) saved</source>
        <translation>
            <numerusform>%n dossier saved</numerusform>
            <numerusform>%n dossiers saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleBox</name>
    <message numerus="yes">
        <source>Would take %n now</source>
        <translation>
            <numerusform>Would take %n now</numerusform>
            <numerusform>Would take %n now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept by a hold</source>
        <translation>
            <numerusform>%n kept by a hold</numerusform>
            <numerusform>%n kept by a hold</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept by the SAC decree</source>
        <translation>
            <numerusform>%n kept by the SAC decree</numerusform>
            <numerusform>%n kept by the SAC decree</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left…</source>
        <translation>
            <numerusform>%n left…</numerusform>
            <numerusform>%n left…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SampleDialog</name>
    <message numerus="yes">
        <source>Would take %n now</source>
        <translation>
            <numerusform>Would take %n now</numerusform>
            <numerusform>Would take %n now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StagePath</name>
    <message numerus="yes">
        <source>%n more stage(s)</source>
        <translation>
            <numerusform>%n more stage</numerusform>
            <numerusform>%n more stages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StudioHead</name>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n open ticket</numerusform>
            <numerusform>%n open tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) in the way</source>
        <translation>
            <numerusform>%n problem in the way</numerusform>
            <numerusform>%n problems in the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) must be solved before</source>
        <translation>
            <numerusform>%n problem must be solved before</numerusform>
            <numerusform>%n problems must be solved before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketList</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
</context>
</TS>
