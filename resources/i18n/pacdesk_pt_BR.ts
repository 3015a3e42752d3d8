<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About pacdesk</source>
        <translation>Sobre o pacdesk</translation>
    </message>
    <message>
        <source>MIT licence. With Qt (LGPL), Inter and JetBrains Mono (OFL), Lucide (ISC).</source>
        <translation>Licença MIT. Com Qt (LGPL), Inter e JetBrains Mono (OFL), Lucide (ISC).</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>See clients</source>
        <translation>Ver clientes</translation>
    </message>
    <message>
        <source>Clients and organizations of the own portfolios</source>
        <translation>Clientes e organizações das próprias carteiras</translation>
    </message>
    <message>
        <source>Write down and change clients</source>
        <translation>Cadastrar e alterar clientes</translation>
    </message>
    <message>
        <source>With their contacts, addresses and logins</source>
        <translation>Com seus contatos, endereços e logins</translation>
    </message>
    <message>
        <source>Write down and change contracts</source>
        <translation>Cadastrar e alterar contratos</translation>
    </message>
    <message>
        <source>Contracts of the clients seen</source>
        <translation>Contratos dos clientes que vê</translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation>Abrir atendimentos</translation>
    </message>
    <message>
        <source>For clients seen, contracts and own structure</source>
        <translation>Para clientes que vê, contratos e estrutura própria</translation>
    </message>
    <message>
        <source>Work on tickets</source>
        <translation>Trabalhar em atendimentos</translation>
    </message>
    <message>
        <source>Take, reply, note, advance, hand over</source>
        <translation>Assumir, responder, anotar, avançar, repassar</translation>
    </message>
    <message>
        <source>Cancel tickets</source>
        <translation>Cancelar atendimentos</translation>
    </message>
    <message>
        <source>Also those that were answered already</source>
        <translation>Também os que já foram respondidos</translation>
    </message>
    <message>
        <source>Reopen tickets</source>
        <translation>Reabrir atendimentos</translation>
    </message>
    <message>
        <source>Concluded and cancelled ones, with a reason</source>
        <translation>Concluídos e cancelados, com um motivo</translation>
    </message>
    <message>
        <source>Refer tickets outside the portfolio</source>
        <translation>Encaminhar atendimentos para fora da carteira</translation>
    </message>
    <message>
        <source>Opens one ticket to a person until a day</source>
        <translation>Abre um atendimento a uma pessoa até um dia</translation>
    </message>
    <message>
        <source>See and find clients and organizations (tickets) outside client portfolios</source>
        <translation>Visualizar e localizar clientes e organizações (chamados) fora de carteira de clientes</translation>
    </message>
    <message>
        <source>Those that have no portfolio; opens no other portfolio</source>
        <translation>Os que não têm carteira; não abre nenhuma outra carteira</translation>
    </message>
    <message>
        <source>Set client portfolio for client</source>
        <translation>Definir carteira de clientes para cliente</translation>
    </message>
    <message>
        <source>Into portfolios that the person works in</source>
        <translation>Em carteiras em que a pessoa trabalha</translation>
    </message>
    <message>
        <source>See all portfolios</source>
        <translation>Ver todas as carteiras</translation>
    </message>
    <message>
        <source>For supervisors: no cut by portfolio</source>
        <translation>Para supervisores: sem corte por carteira</translation>
    </message>
    <message>
        <source>Create, change and delete portfolios</source>
        <translation>Criar, alterar e excluir carteiras</translation>
    </message>
    <message>
        <source>And say who works in them</source>
        <translation>E dizer quem trabalha nelas</translation>
    </message>
    <message>
        <source>Change registers and workflows</source>
        <translation>Alterar cadastros e fluxos</translation>
    </message>
    <message>
        <source>Subjects, types, reasons, departments, staff</source>
        <translation>Assuntos, tipos, motivos, departamentos, equipe</translation>
    </message>
    <message>
        <source>Change users and permission groups</source>
        <translation>Alterar usuários e grupos de permissões</translation>
    </message>
    <message>
        <source>Nobody gives more than he has</source>
        <translation>Ninguém dá mais do que tem</translation>
    </message>
    <message>
        <source>Change the company and general parameters</source>
        <translation>Alterar a empresa e os parâmetros gerais</translation>
    </message>
    <message>
        <source>They hold for everybody at the desk</source>
        <translation>Valem para todos</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Lists and dossiers of what is seen</source>
        <translation>Listas e dossiês do que vê</translation>
    </message>
    <message>
        <source>Import clients and registers</source>
        <translation>Importar clientes e cadastros</translation>
    </message>
    <message>
        <source>From files of other systems</source>
        <translation>De arquivos de outros sistemas</translation>
    </message>
    <message>
        <source>Import old tickets</source>
        <translation>Importar atendimentos antigos</translation>
    </message>
    <message>
        <source>With the times and names of their origin</source>
        <translation>Com os horários e nomes da origem</translation>
    </message>
    <message>
        <source>See the history of changes of everybody</source>
        <translation>Ver o histórico de alterações de todos</translation>
    </message>
    <message>
        <source>Without it, one&apos;s own only</source>
        <translation>Sem isto, só as próprias</translation>
    </message>
    <message>
        <source>See as another person</source>
        <translation>Ver como outra pessoa</translation>
    </message>
    <message>
        <source>To read only; each time is recorded</source>
        <translation>Só para leitura; cada vez fica registrada</translation>
    </message>
    <message>
        <source>Use the client online</source>
        <translation>Usar o cliente on-line</translation>
    </message>
    <message>
        <source>For users of clients; they also stand in the client&apos;s register</source>
        <translation>Para usuários de clientes; eles também constam no cadastro do cliente</translation>
    </message>
    <message>
        <source>Of all departments</source>
        <translation>De todos os departamentos</translation>
    </message>
    <message>
        <source>Of their departments, and their own</source>
        <translation>Dos seus departamentos e os próprios</translation>
    </message>
    <message>
        <source>Their own, and those without attendant</source>
        <translation>Os próprios e os sem atendente</translation>
    </message>
    <message>
        <source>Their own, and those without attendant in their departments</source>
        <translation>Os próprios e os sem atendente nos seus departamentos</translation>
    </message>
    <message>
        <source>Only their own</source>
        <translation>Apenas os próprios</translation>
    </message>
    <message>
        <source>CNPJ or CPF</source>
        <translation>CNPJ ou CPF</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>Celular</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Attend to data subjects (LGPD)</source>
        <translation>Atender titulares de dados (LGPD)</translation>
    </message>
    <message>
        <source>Find and export a person&apos;s data, requests, legal holds</source>
        <translation>Localizar e exportar os dados de uma pessoa, solicitações, bloqueios legais</translation>
    </message>
    <message>
        <source>Erase personal data (LGPD)</source>
        <translation>Apagar dados pessoais (LGPD)</translation>
    </message>
    <message>
        <source>Also retention rules; only who sees every portfolio and ticket</source>
        <translation>Também regras de retenção; só quem vê todas as carteiras e atendimentos</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>No desk is open</source>
        <translation>Nenhuma base aberta</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Sistema</translation>
    </message>
    <message>
        <source>&amp;Registers</source>
        <translation>&amp;Cadastros</translation>
    </message>
    <message>
        <source>&amp;People and access</source>
        <translation>&amp;Pessoas e acesso</translation>
    </message>
    <message>
        <source>&amp;Management</source>
        <translation>&amp;Gestão</translation>
    </message>
    <message>
        <source>&amp;Clients</source>
        <translation>&amp;Clientes</translation>
    </message>
    <message>
        <source>&amp;Tickets</source>
        <translation>&amp;Atendimentos</translation>
    </message>
    <message>
        <source>Suppor&amp;t</source>
        <translation>&amp;Suporte</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>C&amp;onfigurações</translation>
    </message>
    <message>
        <source>&amp;Parameters</source>
        <translation>P&amp;arâmetros</translation>
    </message>
    <message>
        <source>&amp;General parameters</source>
        <translation>Parâmetros &amp;gerais</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>E&amp;xibir</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Painéis</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;juda</translation>
    </message>
    <message>
        <source>&amp;Open a desk…</source>
        <translation>&amp;Abrir base…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Bloquear</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Sa&amp;ir</translation>
    </message>
    <message>
        <source>&amp;Settings of this computer…</source>
        <translation>&amp;Preferências deste computador…</translation>
    </message>
    <message>
        <source>Open a desk first</source>
        <translation>Abra uma base antes</translation>
    </message>
    <message>
        <source>New &amp;client…</source>
        <translation>Novo &amp;cliente…</translation>
    </message>
    <message>
        <source>&amp;New ticket…</source>
        <translation>&amp;Novo atendimento…</translation>
    </message>
    <message>
        <source>&amp;Filter the view</source>
        <translation>&amp;Filtrar a visão</translation>
    </message>
    <message>
        <source>&amp;Search everything</source>
        <translation>&amp;Buscar em tudo</translation>
    </message>
    <message>
        <source>Update lis&amp;ts</source>
        <translation>Atuali&amp;zar listas</translation>
    </message>
    <message>
        <source>&amp;Restore layout</source>
        <translation>&amp;Restaurar disposição</translation>
    </message>
    <message>
        <source>Appearance: as the s&amp;ystem</source>
        <translation>Aparência: do &amp;sistema</translation>
    </message>
    <message>
        <source>Appearance: &amp;light</source>
        <translation>Aparência: &amp;clara</translation>
    </message>
    <message>
        <source>Appearance: &amp;dark</source>
        <translation>Aparência: esc&amp;ura</translation>
    </message>
    <message>
        <source>Lar&amp;ger</source>
        <translation>&amp;Aumentar</translation>
    </message>
    <message>
        <source>S&amp;maller</source>
        <translation>Di&amp;minuir</translation>
    </message>
    <message>
        <source>Normal si&amp;ze</source>
        <translation>&amp;Tamanho normal</translation>
    </message>
    <message>
        <source>There is no larger size</source>
        <translation>Não há tamanho maior</translation>
    </message>
    <message>
        <source>There is no smaller size</source>
        <translation>Não há tamanho menor</translation>
    </message>
    <message>
        <source>Nothing was open there</source>
        <translation>Nada esteve aberto ali</translation>
    </message>
    <message>
        <source>No page is open</source>
        <translation>Nenhuma página aberta</translation>
    </message>
    <message>
        <source>Bac&amp;k</source>
        <translation>&amp;Voltar</translation>
    </message>
    <message>
        <source>Pre&amp;vious page</source>
        <translation>Pá&amp;gina anterior</translation>
    </message>
    <message>
        <source>Ne&amp;xt panel</source>
        <translation>Próxim&amp;o painel</translation>
    </message>
    <message>
        <source>Previo&amp;us panel</source>
        <translation>Paine&amp;l anterior</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>Ava&amp;nçar</translation>
    </message>
    <message>
        <source>&amp;Next page</source>
        <translation>Pró&amp;xima página</translation>
    </message>
    <message>
        <source>&amp;Close page</source>
        <translation>&amp;Fechar página</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Teclado</translation>
    </message>
    <message>
        <source>Explore with &amp;examples</source>
        <translation>Explorar com &amp;exemplos</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>Abrir pasta dos re&amp;gistros</translation>
    </message>
    <message>
        <source>&amp;Copy diagnosis</source>
        <translation>&amp;Copiar diagnóstico</translation>
    </message>
    <message>
        <source>&amp;About pacdesk</source>
        <translation>&amp;Sobre o pacdesk</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Desfazer</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nada a desfazer</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Refazer</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nada a refazer</translation>
    </message>
    <message>
        <source>Connect to a &amp;server…</source>
        <translation>Conectar a um &amp;servidor…</translation>
    </message>
</context>
<context>
    <name>ActionsEditor</name>
    <message>
        <source>Add action</source>
        <translation>Acrescentar ação</translation>
    </message>
</context>
<context>
    <name>Address</name>
    <message>
        <source>CEP</source>
        <translation>CEP</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Logradouro</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Complement</source>
        <translation>Complemento</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Bairro</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Cidade</translation>
    </message>
    <message>
        <source>State</source>
        <translation>UF</translation>
    </message>
</context>
<context>
    <name>AddressForm</name>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Identificação</translation>
    </message>
    <message>
        <source>&amp;CEP</source>
        <translation>CE&amp;P</translation>
    </message>
    <message>
        <source>St&amp;reet</source>
        <translation>Log&amp;radouro</translation>
    </message>
    <message>
        <source>&amp;Number</source>
        <translation>&amp;Número</translation>
    </message>
    <message>
        <source>Complemen&amp;t</source>
        <translation>Co&amp;mplemento</translation>
    </message>
    <message>
        <source>&amp;District</source>
        <translation>&amp;Bairro</translation>
    </message>
    <message>
        <source>Cit&amp;y</source>
        <translation>Ci&amp;dade</translation>
    </message>
    <message>
        <source>&amp;State</source>
        <translation>&amp;UF</translation>
    </message>
    <message>
        <source>C&amp;ountry</source>
        <translation>P&amp;aís</translation>
    </message>
    <message>
        <source>L&amp;atitude</source>
        <translation>La&amp;titude</translation>
    </message>
    <message>
        <source>Lon&amp;gitude</source>
        <translation>&amp;Longitude</translation>
    </message>
    <message>
        <source>Ma&amp;in address</source>
        <translation>&amp;Endereço principal</translation>
    </message>
</context>
<context>
    <name>AdminMenu</name>
    <message>
        <source>&amp;Departments</source>
        <translation>&amp;Departamentos</translation>
    </message>
    <message>
        <source>&amp;Staff</source>
        <translation>&amp;Colaboradores</translation>
    </message>
    <message>
        <source>&amp;Organizations</source>
        <translation>&amp;Organizações</translation>
    </message>
    <message>
        <source>&amp;Users</source>
        <translation>&amp;Usuários</translation>
    </message>
    <message>
        <source>Permission &amp;groups</source>
        <translation>&amp;Grupos de permissões</translation>
    </message>
    <message>
        <source>Client &amp;portfolios</source>
        <translation>&amp;Carteira de Clientes</translation>
    </message>
    <message>
        <source>Shared &amp;views of the queue</source>
        <translation>&amp;Visões compartilhadas da fila</translation>
    </message>
    <message>
        <source>&amp;Subjects</source>
        <translation>&amp;Assuntos</translation>
    </message>
    <message>
        <source>Ticket &amp;groups</source>
        <translation>&amp;Grupos de atendimento</translation>
    </message>
    <message>
        <source>Ticket &amp;types</source>
        <translation>&amp;Tipos de atendimento</translation>
    </message>
    <message>
        <source>&amp;Hand-over reasons</source>
        <translation>Motivos de &amp;repasse</translation>
    </message>
    <message>
        <source>&amp;Canned messages</source>
        <translation>&amp;Mensagens padrão</translation>
    </message>
    <message>
        <source>C&amp;omplementary statuses</source>
        <translation>&amp;Status complementares</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Empresa</translation>
    </message>
    <message>
        <source>&amp;Working hours</source>
        <translation>&amp;Expediente</translation>
    </message>
    <message>
        <source>&amp;History of changes</source>
        <translation>&amp;Histórico de alterações</translation>
    </message>
    <message>
        <source>New con&amp;tract</source>
        <translation>Novo con&amp;trato</translation>
    </message>
</context>
<context>
    <name>AdvanceDialog</name>
    <message>
        <source>Advance the ticket</source>
        <translation>Avançar o atendimento</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>&amp;Condition</source>
        <translation>&amp;Condição</translation>
    </message>
    <message>
        <source>&amp;Department</source>
        <translation>&amp;Departamento</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>&amp;Pessoa</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>Co&amp;mment</source>
        <translation>C&amp;omentário</translation>
    </message>
    <message>
        <source>The client &amp;sees the comment</source>
        <translation>O cliente &amp;vê o comentário</translation>
    </message>
    <message>
        <source>{move} is closed: {why}</source>
        <translation>{move} está fechada: {why}</translation>
    </message>
    <message>
        <source>Still to be ticked</source>
        <translation>Falta conferir</translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>Sem motivo</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguém</translation>
    </message>
    <message>
        <source>{who} changed “{field}” meanwhile</source>
        <translation>{who} mudou “{field}” enquanto isso</translation>
    </message>
    <message>
        <source>Theirs: {theirs}
Yours: {yours}</source>
        <translation>Valor de lá: {theirs}
Seu valor: {yours}</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Manter o meu</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Ficar com o de lá</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>Answer a request</source>
        <translation>Responder solicitação</translation>
    </message>
    <message>
        <source>Close the request</source>
        <translation>Encerrar solicitação</translation>
    </message>
    <message>
        <source>It was refused, for the reason above</source>
        <translation>Foi recusada, pelo motivo acima</translation>
    </message>
    <message>
        <source>&amp;What was answered</source>
        <translation>O &amp;que se respondeu</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Set portfolio</source>
        <translation>Definir carteira</translation>
    </message>
    <message>
        <source>Client port&amp;folio</source>
        <translation>&amp;Carteira de Clientes</translation>
    </message>
    <message>
        <source>None of their own</source>
        <translation>Nenhuma própria</translation>
    </message>
</context>
<context>
    <name>AttachDialog</name>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
    <message>
        <source>Drop files here or choose them; 25 MB each at most.</source>
        <translation>Solte arquivos aqui ou escolha-os; até 25 MB cada um.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Escolher arquivos…</translation>
    </message>
    <message>
        <source>The client &amp;sees them</source>
        <translation>O cliente o&amp;s vê</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anexar</translation>
    </message>
</context>
<context>
    <name>AttachmentDialog</name>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>… the rest is in the file; save it to read on.</source>
        <translation>… o restante está no arquivo; salve-o para continuar a leitura.</translation>
    </message>
    <message>
        <source>This kind of file is not shown here</source>
        <translation>Este tipo de arquivo não é mostrado aqui</translation>
    </message>
    <message>
        <source>Save it and open it with a program that you trust.</source>
        <translation>Salve-o e abra com um programa em que você confia.</translation>
    </message>
</context>
<context>
    <name>Avatar</name>
    <message>
        <source>Nobody</source>
        <translation>Ninguém</translation>
    </message>
</context>
<context>
    <name>BoardColumn</name>
    <message>
        <source>version {number}</source>
        <translation>versão {number}</translation>
    </message>
    <message>
        <source>Only an older version has this stage</source>
        <translation>Só uma versão mais antiga tem esta etapa</translation>
    </message>
    <message>
        <source>{subject}, {protocol}, stage {stage}, {priority}</source>
        <translation>{subject}, {protocol}, etapa {stage}, {priority}</translation>
    </message>
    <message>
        <source>{stage}, tickets: {count}</source>
        <translation>{stage}, atendimentos: {count}</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>Board</source>
        <translation>Quadro</translation>
    </message>
    <message>
        <source>Ticket t&amp;ype</source>
        <translation>T&amp;ipo de atendimento</translation>
    </message>
    <message>
        <source>No move leads here from {stage}</source>
        <translation>Nenhuma condição leva de {stage} até aqui</translation>
    </message>
    <message>
        <source>There is no stage on that side</source>
        <translation>Não há etapa desse lado</translation>
    </message>
    <message>
        <source>Ticket is in “{stage}” now</source>
        <translation>O atendimento está em “{stage}”</translation>
    </message>
    <message>
        <source>&amp;Board of stages</source>
        <translation>&amp;Quadro de etapas</translation>
    </message>
</context>
<context>
    <name>BulkAdvanceDialog</name>
    <message>
        <source>Advance the chosen tickets</source>
        <translation>Avançar os atendimentos selecionados</translation>
    </message>
    <message>
        <source>The clients &amp;see the comment</source>
        <translation>Os clientes &amp;veem o comentário</translation>
    </message>
    <message>
        <source>Tickets that stayed, and why</source>
        <translation>Atendimentos que ficaram, e por quê</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>{count} tickets chosen</source>
        <translation>{count} atendimentos selecionados</translation>
    </message>
    <message>
        <source>&amp;Condition</source>
        <translation>&amp;Condição</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>Co&amp;mment</source>
        <translation>Co&amp;mentário</translation>
    </message>
    <message>
        <source>Looking up the moves</source>
        <translation>Procurando as condições</translation>
    </message>
    <message>
        <source>{label} · {count} of {all}</source>
        <translation>{label} · {count} de {all}</translation>
    </message>
    <message>
        <source>None of them has an open move</source>
        <translation>Nenhum deles tem uma condição aberta</translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>Sem motivo</translation>
    </message>
    <message>
        <source>Advanced: {count} of {all}</source>
        <translation>Avançados: {count} de {all}</translation>
    </message>
    <message>
        <source>{moved} moved, {stayed} stayed</source>
        <translation>{moved} avançaram, {stayed} ficaram</translation>
    </message>
    <message>
        <source>Below stands why each one stayed.</source>
        <translation>Abaixo está por que cada um ficou.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>BulkFields</name>
    <message>
        <source>{field}: for {tickets}</source>
        <translation>{field}: para {tickets}</translation>
    </message>
    <message>
        <source>{field}: for {tickets} + {count}</source>
        <translation>{field}: para {tickets} e mais {count}</translation>
    </message>
</context>
<context>
    <name>CancelDialog</name>
    <message>
        <source>Cancel the ticket</source>
        <translation>Cancelar o atendimento</translation>
    </message>
    <message>
        <source>Cancel ticket</source>
        <translation>Cancelar atendimento</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Comentário</translation>
    </message>
</context>
<context>
    <name>CannedButton</name>
    <message>
        <source>Insert a canned message</source>
        <translation>Inserir mensagem padrão</translation>
    </message>
    <message>
        <source>No canned messages yet</source>
        <translation>Ainda não há mensagens padrão</translation>
    </message>
</context>
<context>
    <name>CannedForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Who sees it</source>
        <translation>&amp;Quem vê</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Texto</translation>
    </message>
    <message>
        <source>Offered when a ticket is &amp;opened</source>
        <translation>O&amp;ferecida ao abrir atendimento</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>CanvasActs</name>
    <message>
        <source>New stage</source>
        <translation>Nova etapa</translation>
    </message>
    <message>
        <source>New transition from here</source>
        <translation>Nova transição a partir daqui</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renomear</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Recortar</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Colar</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Choose all stages</source>
        <translation>Escolher todas as etapas</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Lay out anew</source>
        <translation>Reorganizar o desenho</translation>
    </message>
    <message>
        <source>Show the whole flow</source>
        <translation>Mostrar o fluxo inteiro</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Aproximar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Afastar</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Tamanho real</translation>
    </message>
    <message>
        <source>New condition</source>
        <translation>Nova condição</translation>
    </message>
    <message>
        <source>New transition</source>
        <translation>Nova transição</translation>
    </message>
    <message>
        <source>Move stages</source>
        <translation>Mover etapas</translation>
    </message>
    <message>
        <source>Move by keyboard</source>
        <translation>Mover com o teclado</translation>
    </message>
    <message>
        <source>Delete stages</source>
        <translation>Excluir etapas</translation>
    </message>
    <message>
        <source>Delete transition</source>
        <translation>Excluir transição</translation>
    </message>
    <message>
        <source>Paste stages</source>
        <translation>Colar etapas</translation>
    </message>
    <message>
        <source>Duplicate stages</source>
        <translation>Duplicar etapas</translation>
    </message>
</context>
<context>
    <name>CanvasControls</name>
    <message>
        <source>Zoom out</source>
        <translation>Afastar</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Aproximar</translation>
    </message>
    <message>
        <source>Show the whole flow</source>
        <translation>Mostrar o fluxo inteiro</translation>
    </message>
    <message>
        <source>Lay out anew</source>
        <translation>Reorganizar o desenho</translation>
    </message>
    <message>
        <source>Actual size (Ctrl+0)</source>
        <translation>Tamanho real (Ctrl+0)</translation>
    </message>
    <message>
        <source>A published version cannot be changed</source>
        <translation>Uma versão publicada não pode ser alterada</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Zoom {percent}, actual size</source>
        <translation>Zoom {percent}, tamanho real</translation>
    </message>
</context>
<context>
    <name>CentreTabs</name>
    <message>
        <source>Close {page}</source>
        <translation>Fechar {page}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Open pages</source>
        <translation>Páginas abertas</translation>
    </message>
    <message>
        <source>Nothing open here</source>
        <translation>Nada aberto aqui</translation>
    </message>
    <message>
        <source>Choose a ticket in the queue and press Enter, or open a new one.</source>
        <translation>Escolha um atendimento na fila e tecle Enter, ou abra um novo.</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
</context>
<context>
    <name>CheckItem</name>
    <message>
        <source>{item} (required)</source>
        <translation>{item} (obrigatório)</translation>
    </message>
</context>
<context>
    <name>ChecklistEditor</name>
    <message>
        <source>Checklist</source>
        <translation>Lista de conferência</translation>
    </message>
    <message>
        <source>Add item</source>
        <translation>Acrescentar item</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n itens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>Choices</source>
        <translation>Opções</translation>
    </message>
    <message>
        <source>Add choice</source>
        <translation>Acrescentar opção</translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation>Chave: {key}</translation>
    </message>
    <message>
        <source>Choice {number}</source>
        <translation>Opção {number}</translation>
    </message>
    <message>
        <source>Remove choice {number}</source>
        <translation>Remover a opção {number}</translation>
    </message>
</context>
<context>
    <name>ClientField</name>
    <message>
        <source>A client you may not see</source>
        <translation>Um cliente que você não pode ver</translation>
    </message>
</context>
<context>
    <name>ClientForm</name>
    <message>
        <source>Re&amp;quester</source>
        <translation>So&amp;licitante</translation>
    </message>
    <message>
        <source>T&amp;ype of person</source>
        <translation>Tipo de &amp;pessoa</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>&amp;Status</translation>
    </message>
    <message>
        <source>&amp;Legal name</source>
        <translation>Ra&amp;zão social</translation>
    </message>
    <message>
        <source>T&amp;rade name</source>
        <translation>No&amp;me fantasia</translation>
    </message>
    <message>
        <source>&amp;CNPJ or CPF</source>
        <translation>CNPJ o&amp;u CPF</translation>
    </message>
    <message>
        <source>State re&amp;gistration (IE)</source>
        <translation>I&amp;nscrição estadual (IE)</translation>
    </message>
    <message>
        <source>State of the &amp;IE</source>
        <translation>U&amp;F da IE</translation>
    </message>
    <message>
        <source>City registratio&amp;n (IM)</source>
        <translation>Ins&amp;crição municipal (IM)</translation>
    </message>
    <message>
        <source>Ta&amp;x regime</source>
        <translation>Regime &amp;tributário</translation>
    </message>
    <message>
        <source>&amp;Organization</source>
        <translation>O&amp;rganização</translation>
    </message>
    <message>
        <source>Client port&amp;folio</source>
        <translation>&amp;Carteira de Clientes</translation>
    </message>
    <message>
        <source>How to reach it</source>
        <translation>Como falar com ele</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>E-m&amp;ail</translation>
    </message>
    <message>
        <source>&amp;Telephone</source>
        <translation>Telef&amp;one</translation>
    </message>
    <message>
        <source>&amp;Mobile phone</source>
        <translation>C&amp;elular</translation>
    </message>
    <message>
        <source>Other systems and log-in</source>
        <translation>Outros sistemas e acesso</translation>
    </message>
    <message>
        <source>Ta&amp;ble of origin</source>
        <translation>Ta&amp;bela de origem</translation>
    </message>
    <message>
        <source>Co&amp;de of origin</source>
        <translation>Cód&amp;igo de origem</translation>
    </message>
    <message>
        <source>&amp;User of the client online</source>
        <translation>&amp;Usuário do cliente on-line</translation>
    </message>
    <message>
        <source>Service of this client is bound by the S&amp;AC decree</source>
        <translation>O atendimento &amp;deste cliente segue o decreto do SAC</translation>
    </message>
    <message>
        <source>Note&amp;s</source>
        <translation>Obser&amp;vações</translation>
    </message>
</context>
<context>
    <name>ClientFormPage</name>
    <message>
        <source>New client</source>
        <translation>Novo cliente</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>Alterar {name}</translation>
    </message>
    <message>
        <source>Change client</source>
        <translation>Alterar cliente</translation>
    </message>
    <message>
        <source>Save client</source>
        <translation>Salvar cliente</translation>
    </message>
    <message>
        <source>Your user may not change clients</source>
        <translation>Seu usuário não pode alterar clientes</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>Create “{name}”</source>
        <translation>Criar “{name}”</translation>
    </message>
    <message>
        <source>No organization has this name.</source>
        <translation>Nenhuma organização tem este nome.</translation>
    </message>
    <message>
        <source>This number is registered already.</source>
        <translation>Este número já está cadastrado.</translation>
    </message>
    <message>
        <source>It belongs to {name}.</source>
        <translation>É de {name}.</translation>
    </message>
    <message>
        <source>Open this client</source>
        <translation>Abrir este cliente</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Salvar assim mesmo</translation>
    </message>
    <message>
        <source>Your permission group does not show or change this</source>
        <translation>Seu grupo de permissões não mostra ou não deixa mudar isto</translation>
    </message>
    <message>
        <source>{name} was saved</source>
        <translation>{name}: cadastro salvo</translation>
    </message>
</context>
<context>
    <name>ClientPage</name>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Your user may not change clients</source>
        <translation>Seu usuário não pode alterar clientes</translation>
    </message>
    <message>
        <source>{name}, from {organization}</source>
        <translation>{name}, de {organization}</translation>
    </message>
    <message>
        <source> (does not check)</source>
        <translation> (não confere)</translation>
    </message>
    <message>
        <source>Legal name</source>
        <translation>Razão social</translation>
    </message>
    <message>
        <source>Trade name</source>
        <translation>Nome fantasia</translation>
    </message>
    <message>
        <source>CNPJ or CPF</source>
        <translation>CNPJ ou CPF</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>Solicitante</translation>
    </message>
    <message>
        <source>State registration</source>
        <translation>Inscrição estadual</translation>
    </message>
    <message>
        <source>City registration</source>
        <translation>Inscrição municipal</translation>
    </message>
    <message>
        <source>Tax regime</source>
        <translation>Regime tributário</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>Celular</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organização</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Origin in other systems</source>
        <translation>Origem em outros sistemas</translation>
    </message>
    <message>
        <source>User of the client online</source>
        <translation>Usuário do cliente on-line</translation>
    </message>
    <message>
        <source>Bound by the SAC decree</source>
        <translation>Segue o decreto do SAC</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sim</translation>
    </message>
    <message>
        <source>Client since</source>
        <translation>Cliente desde</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Observações</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contatos</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Endereços</translation>
    </message>
    <message>
        <source>Logins</source>
        <translation>Logins</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Contratos</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Atendimentos</translation>
    </message>
    <message>
        <source>Change client</source>
        <translation>Alterar cliente</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
    <message>
        <source>Parts of the client</source>
        <translation>Partes do cliente</translation>
    </message>
</context>
<context>
    <name>ClientPart</name>
    <message>
        <source>Comes from where you opened the ticket</source>
        <translation>Vem de onde o atendimento foi aberto</translation>
    </message>
</context>
<context>
    <name>ClientWords</name>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Pessoa</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Aluno</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Professor</translation>
    </message>
    <message>
        <source>Prospect</source>
        <translation>Prospecto</translation>
    </message>
    <message>
        <source>Company (CNPJ)</source>
        <translation>Pessoa jurídica (CNPJ)</translation>
    </message>
    <message>
        <source>Natural person (CPF)</source>
        <translation>Pessoa física (CPF)</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inativo</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Não informado</translation>
    </message>
    <message>
        <source>Simples Nacional</source>
        <translation>Simples Nacional</translation>
    </message>
    <message>
        <source>MEI</source>
        <translation>MEI</translation>
    </message>
    <message>
        <source>Presumed profit</source>
        <translation>Lucro presumido</translation>
    </message>
    <message>
        <source>Real profit</source>
        <translation>Lucro real</translation>
    </message>
    <message>
        <source>Exempt</source>
        <translation>Isento</translation>
    </message>
    <message>
        <source>Commercial matters</source>
        <translation>Comercial</translation>
    </message>
    <message>
        <source>Technical matters</source>
        <translation>Técnico</translation>
    </message>
    <message>
        <source>Financial matters</source>
        <translation>Financeiro</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>Outros assuntos</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Rascunho</translation>
    </message>
    <message>
        <source>Awaiting signature</source>
        <translation>Aguardando assinatura</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Liberado</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Em atraso</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspenso</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Desativado</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Encerrado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>A – active</source>
        <translation>A – ativo</translation>
    </message>
    <message>
        <source>D – switched off</source>
        <translation>D – desativado</translation>
    </message>
    <message>
        <source>CM – blocked by hand</source>
        <translation>CM – bloqueio manual</translation>
    </message>
    <message>
        <source>CA – blocked automatically</source>
        <translation>CA – bloqueio automático</translation>
    </message>
    <message>
        <source>CE – blocked</source>
        <translation>CE – bloqueado</translation>
    </message>
    <message>
        <source>FA – payment overdue</source>
        <translation>FA – financeiro em atraso</translation>
    </message>
    <message>
        <source>AA – awaiting signature</source>
        <translation>AA – aguardando assinatura</translation>
    </message>
    <message>
        <source>main</source>
        <translation>principal</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contatos</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>Novo contato</translation>
    </message>
    <message>
        <source>Save contact</source>
        <translation>Salvar contato</translation>
    </message>
    <message>
        <source>No contact yet</source>
        <translation>Nenhum contato ainda</translation>
    </message>
    <message>
        <source>Write down who speaks for this client.</source>
        <translation>Cadastre quem fala por este cliente.</translation>
    </message>
    <message>
        <source>The contact was saved</source>
        <translation>Contato salvo</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Endereços</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>Novo endereço</translation>
    </message>
    <message>
        <source>Save address</source>
        <translation>Salvar endereço</translation>
    </message>
    <message>
        <source>No address yet</source>
        <translation>Nenhum endereço ainda</translation>
    </message>
    <message>
        <source>Tickets copy their address from here.</source>
        <translation>Os atendimentos copiam o endereço daqui.</translation>
    </message>
    <message>
        <source>The address was saved</source>
        <translation>Endereço salvo</translation>
    </message>
    <message>
        <source>Logins</source>
        <translation>Logins</translation>
    </message>
    <message>
        <source>New login</source>
        <translation>Novo login</translation>
    </message>
    <message>
        <source>Save login</source>
        <translation>Salvar login</translation>
    </message>
    <message>
        <source>No login yet</source>
        <translation>Nenhum login ainda</translation>
    </message>
    <message>
        <source>A login is an access that a contract gives.</source>
        <translation>Um login é um acesso que um contrato dá.</translation>
    </message>
    <message>
        <source>The login was saved</source>
        <translation>Login salvo</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Fora de uso</translation>
    </message>
</context>
<context>
    <name>ClientsDock</name>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Your user does not see clients</source>
        <translation>Seu usuário não vê clientes</translation>
    </message>
    <message>
        <source>No client has “{words}”</source>
        <translation>Nenhum cliente tem “{words}”</translation>
    </message>
    <message>
        <source>Names, documents and telephones are searched.</source>
        <translation>A busca vê nomes, documentos e telefones.</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Limpar busca</translation>
    </message>
    <message>
        <source>No clients yet</source>
        <translation>Nenhum cliente ainda</translation>
    </message>
    <message>
        <source>Write down the first one, or import what you have.</source>
        <translation>Cadastre o primeiro ou importe os que você já tem.</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Novo cliente</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Alterar…</translation>
    </message>
    <message>
        <source>New ticket…</source>
        <translation>Novo atendimento…</translation>
    </message>
    <message>
        <source>New contract…</source>
        <translation>Novo contrato…</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Copiar nome</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>Revelar</translation>
    </message>
    <message>
        <source>Copy document</source>
        <translation>Copiar documento</translation>
    </message>
    <message>
        <source>Set portfolio…</source>
        <translation>Definir carteira…</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n cliente</numerusform>
            <numerusform>%n clientes</numerusform>
        </translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Name, document or telephone</source>
        <translation>Nome, documento ou telefone</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inativo</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueado</translation>
    </message>
</context>
<context>
    <name>CodeForm</name>
    <message>
        <source>Log in to {desk}</source>
        <translation>Entrar em {desk}</translation>
    </message>
    <message>
        <source>{name}, type the code that your authenticator app shows now.</source>
        <translation>{name}, digite o código que o seu aplicativo autenticador mostra agora.</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>&amp;Código</translation>
    </message>
    <message>
        <source>Without the telephone, type one of the recovery codes.</source>
        <translation>Sem o telefone, digite um dos códigos de recuperação.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>Keep the code first</source>
        <translation>Guarde o código antes</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>Paste it where only you can read it.</source>
        <translation>Cole onde só você possa ler.</translation>
    </message>
    <message>
        <source>recovery code.txt</source>
        <translation>código de recuperação.txt</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>Salvar o código de recuperação</translation>
    </message>
    <message>
        <source>The code was not saved.</source>
        <translation>O código não foi salvo.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Salvo.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>It opens the desk when the password is forgotten or this computer is gone. It is shown only now: print it or write it down, and keep it apart from the computer.</source>
        <translation>Ele abre a base quando a senha é esquecida ou este computador se perde. Aparece só agora: imprima ou anote, e guarde longe do computador.</translation>
    </message>
    <message>
        <source>I have &amp;kept the code</source>
        <translation>&amp;Guardei o código</translation>
    </message>
    <message>
        <source>I have kept the code</source>
        <translation>Guardei o código</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salvar…</translation>
    </message>
    <message>
        <source>Open desk</source>
        <translation>Abrir base</translation>
    </message>
</context>
<context>
    <name>CommandWords</name>
    <message>
        <source>Ticket opened</source>
        <translation>Atendimento aberto</translation>
    </message>
    <message>
        <source>Ticket taken</source>
        <translation>Atendimento assumido</translation>
    </message>
    <message>
        <source>Entry written</source>
        <translation>Entrada escrita</translation>
    </message>
    <message>
        <source>Entry corrected</source>
        <translation>Entrada corrigida</translation>
    </message>
    <message>
        <source>Files attached</source>
        <translation>Arquivos anexados</translation>
    </message>
    <message>
        <source>Attachment hidden</source>
        <translation>Anexo ocultado</translation>
    </message>
    <message>
        <source>Ticket handed over</source>
        <translation>Atendimento repassado</translation>
    </message>
    <message>
        <source>Ticket advanced</source>
        <translation>Atendimento avançado</translation>
    </message>
    <message>
        <source>Turn changed</source>
        <translation>Vez alterada</translation>
    </message>
    <message>
        <source>Ticket cancelled</source>
        <translation>Atendimento cancelado</translation>
    </message>
    <message>
        <source>Several tickets advanced</source>
        <translation>Vários atendimentos avançados</translation>
    </message>
    <message>
        <source>Checklist ticked</source>
        <translation>Lista de conferência marcada</translation>
    </message>
    <message>
        <source>Understanding written</source>
        <translation>Entendimento escrito</translation>
    </message>
    <message>
        <source>Understanding decided</source>
        <translation>Entendimento decidido</translation>
    </message>
    <message>
        <source>Ticket read</source>
        <translation>Atendimento lido</translation>
    </message>
    <message>
        <source>Ticket reopened</source>
        <translation>Atendimento reaberto</translation>
    </message>
    <message>
        <source>Ticket changed</source>
        <translation>Atendimento alterado</translation>
    </message>
    <message>
        <source>Subject saved</source>
        <translation>Assunto salvo</translation>
    </message>
    <message>
        <source>Canned message saved</source>
        <translation>Mensagem padrão salva</translation>
    </message>
    <message>
        <source>Complementary status saved</source>
        <translation>Status complementar salvo</translation>
    </message>
    <message>
        <source>Client written down</source>
        <translation>Cliente cadastrado</translation>
    </message>
    <message>
        <source>Client changed</source>
        <translation>Cliente alterado</translation>
    </message>
    <message>
        <source>Covered fields of a client shown</source>
        <translation>Campos protegidos de um cliente mostrados</translation>
    </message>
    <message>
        <source>Client deleted</source>
        <translation>Cliente excluído</translation>
    </message>
    <message>
        <source>Organization written down</source>
        <translation>Organização cadastrada</translation>
    </message>
    <message>
        <source>Organization changed</source>
        <translation>Organização alterada</translation>
    </message>
    <message>
        <source>Portfolio of a client followed its organization</source>
        <translation>Carteira de um cliente seguiu a organização</translation>
    </message>
    <message>
        <source>Organization deleted</source>
        <translation>Organização excluída</translation>
    </message>
    <message>
        <source>Portfolio set</source>
        <translation>Carteira definida</translation>
    </message>
    <message>
        <source>Portfolio saved</source>
        <translation>Carteira salva</translation>
    </message>
    <message>
        <source>Portfolio deleted</source>
        <translation>Carteira excluída</translation>
    </message>
    <message>
        <source>Shared view saved</source>
        <translation>Visão compartilhada salva</translation>
    </message>
    <message>
        <source>Shared view deleted</source>
        <translation>Visão compartilhada excluída</translation>
    </message>
    <message>
        <source>Permission group saved</source>
        <translation>Grupo de permissões salvo</translation>
    </message>
    <message>
        <source>Permission group deleted</source>
        <translation>Grupo de permissões excluído</translation>
    </message>
    <message>
        <source>Departments of a user changed</source>
        <translation>Departamentos de um usuário alterados</translation>
    </message>
    <message>
        <source>Ticket opened to somebody outside its portfolio</source>
        <translation>Atendimento encaminhado a alguém de fora da carteira</translation>
    </message>
    <message>
        <source>Ticket closed to somebody outside its portfolio</source>
        <translation>Encaminhamento encerrado</translation>
    </message>
    <message>
        <source>Contact saved</source>
        <translation>Contato salvo</translation>
    </message>
    <message>
        <source>Contact deleted</source>
        <translation>Contato excluído</translation>
    </message>
    <message>
        <source>Address saved</source>
        <translation>Endereço salvo</translation>
    </message>
    <message>
        <source>Address deleted</source>
        <translation>Endereço excluído</translation>
    </message>
    <message>
        <source>Login saved</source>
        <translation>Login salvo</translation>
    </message>
    <message>
        <source>Login deleted</source>
        <translation>Login excluído</translation>
    </message>
    <message>
        <source>Contract written down</source>
        <translation>Contrato cadastrado</translation>
    </message>
    <message>
        <source>Contract changed</source>
        <translation>Contrato alterado</translation>
    </message>
    <message>
        <source>Contract deleted</source>
        <translation>Contrato excluído</translation>
    </message>
    <message>
        <source>Department saved</source>
        <translation>Departamento salvo</translation>
    </message>
    <message>
        <source>Staff member saved</source>
        <translation>Colaborador salvo</translation>
    </message>
    <message>
        <source>Company changed</source>
        <translation>Empresa alterada</translation>
    </message>
    <message>
        <source>Logo changed</source>
        <translation>Logotipo alterado</translation>
    </message>
    <message>
        <source>Parameter changed</source>
        <translation>Parâmetro alterado</translation>
    </message>
    <message>
        <source>User created</source>
        <translation>Usuário criado</translation>
    </message>
    <message>
        <source>User changed</source>
        <translation>Usuário alterado</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Senha alterada</translation>
    </message>
    <message>
        <source>Log-in with a code switched on</source>
        <translation>Entrada com código ligada</translation>
    </message>
    <message>
        <source>Code typed at log-in</source>
        <translation>Código digitado ao entrar</translation>
    </message>
    <message>
        <source>Log-in with a code switched off</source>
        <translation>Entrada com código desligada</translation>
    </message>
    <message>
        <source>Log-in at the server opened</source>
        <translation>Acesso ao servidor aberto</translation>
    </message>
    <message>
        <source>New password at the server</source>
        <translation>Nova senha no servidor</translation>
    </message>
    <message>
        <source>Log-in at the server closed</source>
        <translation>Acesso ao servidor fechado</translation>
    </message>
    <message>
        <source>Logged in from a computer</source>
        <translation>Entrada em um computador</translation>
    </message>
    <message>
        <source>Computer recognised</source>
        <translation>Computador reconhecido</translation>
    </message>
    <message>
        <source>Ticket group saved</source>
        <translation>Grupo de atendimento salvo</translation>
    </message>
    <message>
        <source>Ticket type created</source>
        <translation>Tipo de atendimento criado</translation>
    </message>
    <message>
        <source>Ticket type changed</source>
        <translation>Tipo de atendimento alterado</translation>
    </message>
    <message>
        <source>Draft of a flow begun</source>
        <translation>Rascunho de fluxo iniciado</translation>
    </message>
    <message>
        <source>Draft of a flow changed</source>
        <translation>Rascunho de fluxo alterado</translation>
    </message>
    <message>
        <source>Draft of a flow discarded</source>
        <translation>Rascunho de fluxo descartado</translation>
    </message>
    <message>
        <source>Version of a flow published</source>
        <translation>Versão de fluxo publicada</translation>
    </message>
    <message>
        <source>Flow brought from a file</source>
        <translation>Fluxo trazido de um arquivo</translation>
    </message>
    <message>
        <source>Names of a flow looked up</source>
        <translation>Nomes de um fluxo procurados</translation>
    </message>
    <message>
        <source>Register row deleted</source>
        <translation>Cadastro excluído</translation>
    </message>
    <message>
        <source>Tickets moved to another version</source>
        <translation>Atendimentos movidos para outra versão</translation>
    </message>
    <message>
        <source>Hand-over reason saved</source>
        <translation>Motivo de repasse salvo</translation>
    </message>
    <message>
        <source>Erased again after a backup was put back</source>
        <translation>Apagado de novo após restaurar uma cópia</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Desfeito</translation>
    </message>
    <message>
        <source>Data of a person exported</source>
        <translation>Dados de uma pessoa exportados</translation>
    </message>
    <message>
        <source>Data of a person erased</source>
        <translation>Dados de uma pessoa apagados</translation>
    </message>
    <message>
        <source>Retention rule applied</source>
        <translation>Regra de retenção aplicada</translation>
    </message>
    <message>
        <source>Retention rule saved</source>
        <translation>Regra de retenção salva</translation>
    </message>
    <message>
        <source>Legal hold placed</source>
        <translation>Bloqueio legal posto</translation>
    </message>
    <message>
        <source>Legal hold lifted</source>
        <translation>Bloqueio legal encerrado</translation>
    </message>
    <message>
        <source>Request of a data subject noted</source>
        <translation>Solicitação de titular anotada</translation>
    </message>
    <message>
        <source>Request of a data subject answered</source>
        <translation>Solicitação de titular respondida</translation>
    </message>
</context>
<context>
    <name>CompanyForm</name>
    <message>
        <source>&amp;Legal name</source>
        <translation>&amp;Razão social</translation>
    </message>
    <message>
        <source>&amp;Trade name</source>
        <translation>&amp;Nome fantasia</translation>
    </message>
    <message>
        <source>&amp;CNPJ</source>
        <translation>CN&amp;PJ</translation>
    </message>
    <message>
        <source>Telep&amp;hone</source>
        <translation>&amp;Telefone</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>E-&amp;mail</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Endereço</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>&amp;Fuso horário</translation>
    </message>
</context>
<context>
    <name>CompanyPage</name>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Save company</source>
        <translation>Salvar empresa</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>Every time is shown in it</source>
        <translation>Todos os horários aparecem nele</translation>
    </message>
    <message>
        <source>The company&apos;s data were saved</source>
        <translation>Dados da empresa salvos</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Attach files…</source>
        <translation>Anexar arquivos…</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Who reads it</source>
        <translation>Quem lê</translation>
    </message>
    <message>
        <source>Reply to the client</source>
        <translation>Resposta ao cliente</translation>
    </message>
    <message>
        <source>The client said</source>
        <translation>O cliente disse</translation>
    </message>
    <message>
        <source>Reply to {name}… the client sees it</source>
        <translation>Responder a {name}… visível ao cliente</translation>
    </message>
    <message>
        <source>Note for the team… the client does not see it</source>
        <translation>Nota para a equipe… o cliente não vê</translation>
    </message>
    <message>
        <source>What did {name} say?</source>
        <translation>O que {name} disse?</translation>
    </message>
    <message>
        <source>Reply to {name}…</source>
        <translation>Responder a {name}…</translation>
    </message>
    <message>
        <source>Send reply</source>
        <translation>Enviar resposta</translation>
    </message>
    <message>
        <source>Store note</source>
        <translation>Guardar nota</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>o cliente</translation>
    </message>
    <message>
        <source>the requester</source>
        <translation>o solicitante</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
    <message>
        <source>screenshot-{time}.png</source>
        <translation>captura-{time}.png</translation>
    </message>
    <message>
        <source>New since you began: {count}</source>
        <translation>Novidades desde que você começou: {count}</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Enviar assim mesmo</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ver na discussão</translation>
    </message>
    <message>
        <source>Reply sent</source>
        <translation>Resposta enviada</translation>
    </message>
    <message>
        <source>Note stored</source>
        <translation>Nota guardada</translation>
    </message>
    <message>
        <source>Written down what the client said</source>
        <translation>Fala do cliente registrada</translation>
    </message>
</context>
<context>
    <name>ComputersBar</name>
    <message>
        <source>Somebody logged in as you from a new computer.</source>
        <translation>Alguém entrou com o seu usuário em um computador novo.</translation>
    </message>
    <message>
        <source>{computer}, {when}. If it was not you, have your password changed.</source>
        <translation>{computer}, {when}. Se não foi você, peça a troca da sua senha.</translation>
    </message>
    <message>
        <source>It was me</source>
        <translation>Fui eu</translation>
    </message>
    <message>
        <source>My computers…</source>
        <translation>Meus computadores…</translation>
    </message>
</context>
<context>
    <name>ComputersList</name>
    <message>
        <source>No log-in was noted yet</source>
        <translation>Nenhuma entrada anotada ainda</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>sem nome</translation>
    </message>
    <message>
        <source>This one: {name}</source>
        <translation>Este: {name}</translation>
    </message>
    <message>
        <source>New: {name}</source>
        <translation>Novo: {name}</translation>
    </message>
    <message>
        <source>{name}, last log-in {when}</source>
        <translation>{name}, última entrada {when}</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>Computadores</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Last log-in</source>
        <translation>Última entrada</translation>
    </message>
    <message>
        <source>First log-in</source>
        <translation>Primeira entrada</translation>
    </message>
</context>
<context>
    <name>ConnectionForm</name>
    <message>
        <source>Certificate of the authority</source>
        <translation>Certificado da autoridade</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem *.cer);;All files (*)</source>
        <translation>Certificados (*.crt *.pem *.cer);;Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>The keyring has one; type another to replace it</source>
        <translation>O chaveiro tem uma; digite outra para substituí-la</translation>
    </message>
    <message>
        <source>Several with commas: the one that takes changes is used</source>
        <translation>Vários, separados por vírgula: usa-se o que aceita gravações</translation>
    </message>
    <message>
        <source>Only the first one knows that it is the right server</source>
        <translation>Só o primeiro modo sabe que é o servidor certo</translation>
    </message>
    <message>
        <source>Empty: the authorities that this computer knows</source>
        <translation>Vazio: as autoridades que este computador conhece</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>Co&amp;lour</source>
        <translation>&amp;Cor</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Servidor</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;orta</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Banco</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Usuário</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Sen&amp;ha</translation>
    </message>
    <message>
        <source>&amp;TLS</source>
        <translation>&amp;TLS</translation>
    </message>
    <message>
        <source>&amp;Authority of the certificate</source>
        <translation>&amp;Autoridade do certificado</translation>
    </message>
    <message>
        <source>&amp;Keep the password in this computer&apos;s keyring</source>
        <translation>&amp;Guardar a senha no chaveiro deste computador</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s certificate</source>
        <translation>Escolher o certificado da autoridade</translation>
    </message>
    <message>
        <source>Encrypted, the server verified</source>
        <translation>Cifrada, servidor verificado</translation>
    </message>
    <message>
        <source>Encrypted, only its authority verified</source>
        <translation>Cifrada, só a autoridade verificada</translation>
    </message>
    <message>
        <source>Encrypted, the server not verified</source>
        <translation>Cifrada, servidor não verificado</translation>
    </message>
    <message>
        <source>Encrypted if the server can</source>
        <translation>Cifrada se o servidor puder</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Sem cifra</translation>
    </message>
</context>
<context>
    <name>ConnectionsDialog</name>
    <message>
        <source>It is not saved yet</source>
        <translation>Ainda não foi salva</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nada foi alterado</translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation>{name} foi excluída.</translation>
    </message>
    <message>
        <source>Its password is gone from the keyring.</source>
        <translation>A senha saiu do chaveiro.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>The report names no password.</source>
        <translation>O relatório não traz senha.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testar conexão</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Conectar a um servidor</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>Conexões salvas</translation>
    </message>
    <message>
        <source>No connection is saved yet. Fill in the address and the user that the company gave you.</source>
        <translation>Nenhuma conexão foi salva ainda. Preencha o endereço e o usuário que a empresa passou.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar relatório</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Conectar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>An&amp;swers for</source>
        <translation>&amp;Responde por</translation>
    </message>
    <message>
        <source>&amp;Job title</source>
        <translation>&amp;Cargo</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-mail</translation>
    </message>
    <message>
        <source>&amp;Telephone</source>
        <translation>&amp;Telefone</translation>
    </message>
    <message>
        <source>&amp;Mobile phone</source>
        <translation>Ce&amp;lular</translation>
    </message>
    <message>
        <source>Ma&amp;in contact</source>
        <translation>Contato &amp;principal</translation>
    </message>
    <message>
        <source>&amp;User of the client online</source>
        <translation>&amp;Usuário do cliente on-line</translation>
    </message>
    <message>
        <source>No&amp;tes</source>
        <translation>O&amp;bservações</translation>
    </message>
</context>
<context>
    <name>ContractForm</name>
    <message>
        <source>&amp;Client</source>
        <translation>C&amp;liente</translation>
    </message>
    <message>
        <source>Nu&amp;mber</source>
        <translation>&amp;Número</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>&amp;Plano</translation>
    </message>
    <message>
        <source>Mont&amp;hly amount (R$)</source>
        <translation>&amp;Valor mensal (R$)</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>S&amp;tatus</translation>
    </message>
    <message>
        <source>&amp;Access</source>
        <translation>&amp;Acesso</translation>
    </message>
    <message>
        <source>Co&amp;de of origin</source>
        <translation>Código &amp;de origem</translation>
    </message>
    <message>
        <source>Sta&amp;rts on</source>
        <translation>&amp;Início</translation>
    </message>
    <message>
        <source>&amp;Ends on</source>
        <translation>&amp;Fim</translation>
    </message>
    <message>
        <source>Address of the ser&amp;vice</source>
        <translation>&amp;Endereço do serviço</translation>
    </message>
    <message>
        <source>No&amp;tes</source>
        <translation>O&amp;bservações</translation>
    </message>
</context>
<context>
    <name>ContractFormPage</name>
    <message>
        <source>New contract</source>
        <translation>Novo contrato</translation>
    </message>
    <message>
        <source>Change contract {number}</source>
        <translation>Alterar contrato {number}</translation>
    </message>
    <message>
        <source>Save contract</source>
        <translation>Salvar contrato</translation>
    </message>
    <message>
        <source>Your user may not change contracts</source>
        <translation>Seu usuário não pode alterar contratos</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
    </message>
    <message>
        <source>Drawn by itself when left empty</source>
        <translation>Numerado sozinho se ficar vazio</translation>
    </message>
    <message>
        <source>A contract stays with its client</source>
        <translation>Um contrato fica com o seu cliente</translation>
    </message>
    <message>
        <source>The contract was saved</source>
        <translation>Contrato salvo</translation>
    </message>
</context>
<context>
    <name>ContractList</name>
    <message>
        <source>Contracts</source>
        <translation>Contratos</translation>
    </message>
    <message>
        <source>New contract</source>
        <translation>Novo contrato</translation>
    </message>
    <message>
        <source>No contract yet</source>
        <translation>Nenhum contrato ainda</translation>
    </message>
    <message>
        <source>A contract says which service the client has.</source>
        <translation>Um contrato diz qual serviço o cliente tem.</translation>
    </message>
</context>
<context>
    <name>ContractPage</name>
    <message>
        <source>Contract</source>
        <translation>Contrato</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plano</translation>
    </message>
    <message>
        <source>Monthly amount</source>
        <translation>Valor mensal</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Acesso</translation>
    </message>
    <message>
        <source>Code of origin</source>
        <translation>Código de origem</translation>
    </message>
    <message>
        <source>Starts on</source>
        <translation>Início</translation>
    </message>
    <message>
        <source>Ends on</source>
        <translation>Fim</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>Endereço do serviço</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Observações</translation>
    </message>
    <message>
        <source>Change contract</source>
        <translation>Alterar contrato</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
    <message>
        <source>Parts of the contract</source>
        <translation>Partes do contrato</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Atendimentos</translation>
    </message>
</context>
<context>
    <name>ContractsDock</name>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Todos os clientes</translation>
    </message>
    <message>
        <source>Your user does not see contracts</source>
        <translation>Seu usuário não vê contratos</translation>
    </message>
    <message>
        <source>New contract</source>
        <translation>Novo contrato</translation>
    </message>
    <message>
        <source>No contracts yet</source>
        <translation>Nenhum contrato ainda</translation>
    </message>
    <message>
        <source>{client} has none.</source>
        <translation>{client} não tem nenhum.</translation>
    </message>
    <message>
        <source>They belong to a client.</source>
        <translation>Um contrato é sempre de um cliente.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>New ticket…</source>
        <translation>Novo atendimento…</translation>
    </message>
    <message>
        <source>Open client</source>
        <translation>Abrir cliente</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Copiar número</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Contratos</translation>
    </message>
</context>
<context>
    <name>CorrectDialog</name>
    <message>
        <source>Correct the entry</source>
        <translation>Corrigir a entrada</translation>
    </message>
    <message>
        <source>The first text stays in the history; the entry is marked as corrected.</source>
        <translation>O primeiro texto fica no histórico; a entrada é marcada como corrigida.</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Texto</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corrigir</translation>
    </message>
    <message>
        <source>Entry corrected</source>
        <translation>Entrada corrigida</translation>
    </message>
</context>
<context>
    <name>CustomFieldsForm</name>
    <message>
        <source>Find a field</source>
        <translation>Achar um campo</translation>
    </message>
</context>
<context>
    <name>DataTab</name>
    <message>
        <source>Yours was: {yours}</source>
        <translation>O seu era: {yours}</translation>
    </message>
    <message>
        <source>Put mine back</source>
        <translation>Voltar ao meu</translation>
    </message>
    <message>
        <source>Fields of the ticket</source>
        <translation>Campos do atendimento</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Salvar alterações</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Descartar alterações</translation>
    </message>
    <message>
        <source>ID {id} · {kind} · {type} · opened by {who} on {when}</source>
        <translation>ID {id} · {kind} · {type} · aberto por {who} em {when}</translation>
    </message>
    <message>
        <source>What you had written here is back ({when})</source>
        <translation>O que você tinha escrito aqui voltou ({when})</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Descartar rascunho</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nada foi alterado</translation>
    </message>
    <message>
        <source>Changes saved</source>
        <translation>Alterações salvas</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguém</translation>
    </message>
    <message>
        <source>{who} changed “{field}” meanwhile</source>
        <translation>{who} alterou “{field}” nesse meio-tempo</translation>
    </message>
    <message>
        <source>Theirs: {theirs}
Yours: {yours}</source>
        <translation>Na base: {theirs}
O seu: {yours}</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Manter o meu</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Ficar com o da base</translation>
    </message>
</context>
<context>
    <name>DateInput</name>
    <message>
        <source>mm/dd/yyyy</source>
        <translation>dd/mm/aaaa</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendário</translation>
    </message>
</context>
<context>
    <name>Day</name>
    <message>
        <source>No date</source>
        <translation>Sem data</translation>
    </message>
</context>
<context>
    <name>DecideDialog</name>
    <message>
        <source>Record the client&apos;s decision</source>
        <translation>Registrar decisão do cliente</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Versão {number}</translation>
    </message>
    <message>
        <source>The client&apos;s decision</source>
        <translation>Decisão do cliente</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprovado</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Reprovado</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
</context>
<context>
    <name>DeletePortfolioDialog</name>
    <message>
        <source>Delete {name}</source>
        <translation>Excluir {name}</translation>
    </message>
    <message>
        <source>None: outside every portfolio</source>
        <translation>Nenhuma: fora de carteira</translation>
    </message>
    <message>
        <source>&amp;Clients and organizations go to</source>
        <translation>&amp;Clientes e organizações vão para</translation>
    </message>
    <message>
        <source>You can undo this for 30 days.</source>
        <translation>Você pode desfazer isto por 30 dias.</translation>
    </message>
    <message>
        <source>Delete portfolio</source>
        <translation>Excluir carteira</translation>
    </message>
    <message>
        <source>Nothing stands in it.</source>
        <translation>Não há nada nela.</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n cliente</numerusform>
            <numerusform>%n clientes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n organization(s)</source>
        <translation>
            <numerusform>%n organização</numerusform>
            <numerusform>%n organizações</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n atendimento aberto</numerusform>
            <numerusform>%n atendimentos abertos</numerusform>
        </translation>
    </message>
    <message>
        <source>In it: {what}.</source>
        <translation>Nela estão: {what}.</translation>
    </message>
</context>
<context>
    <name>DepartmentForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-mail</translation>
    </message>
    <message>
        <source>&amp;Place in the list</source>
        <translation>&amp;Posição na lista</translation>
    </message>
    <message>
        <source>Client port&amp;folio</source>
        <translation>&amp;Carteira de Clientes</translation>
    </message>
    <message>
        <source>Ser&amp;ves clients</source>
        <translation>A&amp;tende clientes</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>Desk on this computer</source>
        <translation>Base neste computador</translation>
    </message>
    <message>
        <source>Shared desk</source>
        <translation>Base compartilhada</translation>
    </message>
    <message>
        <source>Example data</source>
        <translation>Dados de exemplo</translation>
    </message>
    <message>
        <source>No desk open</source>
        <translation>Nenhuma base aberta</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>new</source>
        <translation>entrou</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>saiu</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>outro nome</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>mudou</translation>
    </message>
    <message>
        <source>elsewhere in the order</source>
        <translation>em outro lugar da ordem</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
    <message>
        <source>Transitions</source>
        <translation>Condições</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Campos próprios</translation>
    </message>
    <message>
        <source>Fields in the stage</source>
        <translation>Campos na etapa</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Place in the order</source>
        <translation>Lugar na ordem</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Chave</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Espécie</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Cor</translation>
    </message>
    <message>
        <source>Default entry</source>
        <translation>Entrada padrão</translation>
    </message>
    <message>
        <source>Expected duration</source>
        <translation>Duração prevista</translation>
    </message>
    <message>
        <source>Clock runs</source>
        <translation>Relógio corre</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Who is responsible</source>
        <translation>Responsável</translation>
    </message>
    <message>
        <source>Responsible by name</source>
        <translation>Responsável, por nome</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Lista de verificação</translation>
    </message>
    <message>
        <source>What happens on entering</source>
        <translation>Ao entrar</translation>
    </message>
    <message>
        <source>From stage</source>
        <translation>Da etapa</translation>
    </message>
    <message>
        <source>To stage</source>
        <translation>Para a etapa</translation>
    </message>
    <message>
        <source>Who may use it</source>
        <translation>Quem pode usar</translation>
    </message>
    <message>
        <source>Possible when</source>
        <translation>Possível quando</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Motivos</translation>
    </message>
    <message>
        <source>Reason required</source>
        <translation>Motivo obrigatório</translation>
    </message>
    <message>
        <source>Comment required</source>
        <translation>Comentário obrigatório</translation>
    </message>
    <message>
        <source>Fields asked for</source>
        <translation>Campos pedidos</translation>
    </message>
    <message>
        <source>What happens by itself</source>
        <translation>O que acontece sozinho</translation>
    </message>
    <message>
        <source>Set off by</source>
        <translation>Disparada por</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Depois de</translation>
    </message>
    <message>
        <source>Shared name</source>
        <translation>Nome compartilhado</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Seção</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Opções</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Valor padrão</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>No mínimo</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>No máximo</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
</context>
<context>
    <name>DifferencesCanvas</name>
    <message>
        <source>Drawing of both versions</source>
        <translation>Desenho das duas versões</translation>
    </message>
</context>
<context>
    <name>DifferencesView</name>
    <message>
        <source>Older version</source>
        <translation>Versão mais antiga</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>Versão mais nova</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferenças</translation>
    </message>
    <message>
        <source>{number} · draft</source>
        <translation>{number} · rascunho</translation>
    </message>
    <message>
        <source>{number} · in force</source>
        <translation>{number} · em vigor</translation>
    </message>
    <message>
        <source>There is only one version</source>
        <translation>Só há uma versão</translation>
    </message>
    <message>
        <source>Once a draft is begun, it is compared with the published one here.</source>
        <translation>Quando houver um rascunho, ele é comparado aqui com a versão publicada.</translation>
    </message>
    <message>
        <source>Choose two versions that are not the same.</source>
        <translation>Escolha duas versões que não sejam a mesma.</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Nenhuma diferença</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n diferença</numerusform>
            <numerusform>%n diferenças</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Versão {number}</translation>
    </message>
</context>
<context>
    <name>DockTitleBar</name>
    <message>
        <source>Put {name} back</source>
        <translation>Encaixar {name}</translation>
    </message>
    <message>
        <source>Float {name}</source>
        <translation>Soltar {name}</translation>
    </message>
    <message>
        <source>Close {name}</source>
        <translation>Fechar {name}</translation>
    </message>
</context>
<context>
    <name>Doorway</name>
    <message>
        <source>example data</source>
        <translation>dados de exemplo</translation>
    </message>
    <message>
        <source>Open a desk</source>
        <translation>Abrir base</translation>
    </message>
    <message>
        <source>Desks (*.pacdesk);;All files (*)</source>
        <translation>Bases (*.pacdesk);;Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Abrindo…</translation>
    </message>
    <message>
        <source>Making the desk…</source>
        <translation>Criando a base…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Conferindo…</translation>
    </message>
</context>
<context>
    <name>DraftLine</name>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>Descartar rascunho</translation>
    </message>
    <message>
        <source>Draft saved at {time}</source>
        <translation>Rascunho salvo às {time}</translation>
    </message>
    <message>
        <source>Draft from {time}</source>
        <translation>Rascunho de {time}</translation>
    </message>
</context>
<context>
    <name>DropDialog</name>
    <message>
        <source>Ask for no code any more</source>
        <translation>Não pedir mais código</translation>
    </message>
    <message>
        <source>Your password alone opens the desk then. The recovery codes are void.</source>
        <translation>A senha sozinha passa a abrir a base. Os códigos de recuperação deixam de valer.</translation>
    </message>
    <message>
        <source>&amp;Code from the app, or a recovery code</source>
        <translation>&amp;Código do aplicativo, ou um de recuperação</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Desligar</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Verificando…</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>1 business day</source>
        <translation>1 dia útil</translation>
    </message>
    <message>
        <source>{count} business days</source>
        <translation>{count} dias úteis</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 dia</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} dias</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Ask for a code at log-in</source>
        <translation>Pedir um código ao entrar</translation>
    </message>
    <message>
        <source>Scan the picture with an authenticator app on your telephone, or type the key into it. Then type the code that the app shows.</source>
        <translation>Leia a imagem com um aplicativo autenticador no telefone, ou digite nele a chave. Depois digite o código que o aplicativo mostra.</translation>
    </message>
    <message>
        <source>QR code with the key</source>
        <translation>Código QR com a chave</translation>
    </message>
    <message>
        <source>&amp;Code from the app</source>
        <translation>&amp;Código do aplicativo</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Ligar</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>C&amp;have</translation>
    </message>
    <message>
        <source>Type the code that the app shows.</source>
        <translation>Digite o código que o aplicativo mostra.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Verificando…</translation>
    </message>
    <message>
        <source>It is on. Each of these codes opens once, when the telephone is not there. They are shown only now: print them or write them down, and keep them apart from the computer.</source>
        <translation>Está ligado. Cada um destes códigos vale uma vez, para quando o telefone não estiver à mão. Eles só aparecem agora: imprima ou anote, e guarde longe do computador.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Keep the codes first</source>
        <translation>Guarde os códigos antes</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>corrected</source>
        <translation>corrigido</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>Client · written down by {who}</source>
        <translation>Cliente · registrado por {who}</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Internal note · only the team sees it</source>
        <translation>Nota interna · só a equipe vê</translation>
    </message>
    <message>
        <source>Opened the ticket</source>
        <translation>Abriu o atendimento</translation>
    </message>
    <message>
        <source>Imported from another system</source>
        <translation>Importado de outro sistema</translation>
    </message>
    <message>
        <source>Understanding, version {version} · for the client to approve</source>
        <translation>Entendimento, versão {version} · para o cliente aprovar</translation>
    </message>
    <message>
        <source>Reply · visible to the client</source>
        <translation>Resposta · visível ao cliente</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguém</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>O cliente</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>desfeito</translation>
    </message>
    <message>
        <source>{who} took the tick off “{item}”</source>
        <translation>{who} desmarcou “{item}”</translation>
    </message>
    <message>
        <source>“{by}” changed {fields}</source>
        <translation>“{by}” mudou {fields}</translation>
    </message>
    <message>
        <source>{who} moved it: {from} → {to}</source>
        <translation>{who} mudou a etapa: {from} → {to}</translation>
    </message>
    <message>
        <source>{client} approved version {version}, noted by {who}</source>
        <translation>{client} aprovou a versão {version}, registrado por {who}</translation>
    </message>
    <message>
        <source>{client} rejected version {version}, noted by {who}</source>
        <translation>{client} reprovou a versão {version}, registrado por {who}</translation>
    </message>
    <message>
        <source>{who} opened the ticket</source>
        <translation>{who} abriu o atendimento</translation>
    </message>
    <message>
        <source>{who} took the ticket</source>
        <translation>{who} assumiu</translation>
    </message>
    <message>
        <source>{who} handed over to {to}</source>
        <translation>{who} repassou para {to}</translation>
    </message>
    <message>
        <source>{who} moved it: {from} → {to}, condition “{condition}”</source>
        <translation>{who} avançou: {from} → {to}, condição “{condition}”</translation>
    </message>
    <message>
        <source>{who} moved it to version {to_version} of the flow: {from} → {to}</source>
        <translation>{who} levou para a versão {to_version} do fluxo: {from} → {to}</translation>
    </message>
    <message>
        <source>{who} said whose turn it is: {waiting_on}</source>
        <translation>{who} passou a vez: {waiting_on}</translation>
    </message>
    <message>
        <source>{who} changed {fields}</source>
        <translation>{who} alterou {fields}</translation>
    </message>
    <message>
        <source>{who} attached {files}</source>
        <translation>{who} anexou {files}</translation>
    </message>
    <message>
        <source>{who} hid {file} from the client</source>
        <translation>{who} ocultou {file} do cliente</translation>
    </message>
    <message>
        <source>{who} corrected an entry</source>
        <translation>{who} corrigiu uma entrada</translation>
    </message>
    <message>
        <source>{who} ticked “{item}”</source>
        <translation>{who} conferiu “{item}”</translation>
    </message>
    <message>
        <source>{who} referred the ticket to {user}, outside the portfolio</source>
        <translation>{who} encaminhou o atendimento a {user}, de fora da carteira</translation>
    </message>
    <message>
        <source>{who} ended the referral to {user}</source>
        <translation>{who} encerrou o encaminhamento a {user}</translation>
    </message>
    <message>
        <source>{who} asks for approval, version {version}</source>
        <translation>{who} pede aprovação, versão {version}</translation>
    </message>
    <message>
        <source>{who} concluded the ticket</source>
        <translation>{who} concluiu o atendimento</translation>
    </message>
    <message>
        <source>{who} cancelled the ticket</source>
        <translation>{who} cancelou o atendimento</translation>
    </message>
    <message>
        <source>{who} reopened the ticket</source>
        <translation>{who} reabriu o atendimento</translation>
    </message>
    <message>
        <source>{activity} · {who}</source>
        <translation>{activity} · {who}</translation>
    </message>
    <message>
        <source>{who} undid an entry</source>
        <translation>{who} desfez uma entrada</translation>
    </message>
    <message>
        <source>{who}: erased (LGPD)</source>
        <translation>{who}: apagado (LGPD)</translation>
    </message>
</context>
<context>
    <name>EntryDelegate</name>
    <message>
        <source>Text of the entry</source>
        <translation>Texto da entrada</translation>
    </message>
</context>
<context>
    <name>EntryMenu</name>
    <message>
        <source>Copy text</source>
        <translation>Copiar texto</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Corrigir…</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>Abrir aqui</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Hide from the client</source>
        <translation>Ocultar do cliente</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase {name}</source>
        <translation>Apagar {name}</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Apagar de vez</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Isto não se desfaz.</translation>
    </message>
    <message>
        <source>Goes: names, documents, telephones, texts and files in {places}.</source>
        <translation>Sai: nomes, documentos, telefones, textos e arquivos em {places}.</translation>
    </message>
    <message>
        <source>Stays: protocols, times, stages, sums, and the proof that nothing else was changed. Instead of the name a pseudonym stands everywhere.</source>
        <translation>Fica: protocolos, datas, etapas, valores e a prova de que nada mais mudou. No lugar do nome fica um pseudônimo.</translation>
    </message>
    <message>
        <source>Backups made before still have the data: delete them when they have served.</source>
        <translation>Cópias de segurança feitas antes ainda têm os dados: apague-as quando vencerem.</translation>
    </message>
    <message numerus="yes">
        <source>Also erase %n text(s) elsewhere that name this person</source>
        <translation>
            <numerusform>Apagar também %n texto que cita esta pessoa</numerusform>
            <numerusform>Apagar também %n textos que citam esta pessoa</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation>&amp;Por quê</translation>
    </message>
    <message>
        <source>&amp;Type the name to confirm: {name}</source>
        <translation>&amp;Digite o nome para confirmar: {name}</translation>
    </message>
    <message>
        <source>Type the name as it stands</source>
        <translation>Digite o nome como está</translation>
    </message>
    <message>
        <source>It is running</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Overwriting what was erased</source>
        <translation>Sobrescrevendo o que foi apagado</translation>
    </message>
    <message>
        <source>Erasing: {percent} %</source>
        <translation>Apagando: {percent} %</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Interrompido.</translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>Nada foi apagado.</translation>
    </message>
</context>
<context>
    <name>ErasedAgain</name>
    <message>
        <source>Erasures (LGPD) that it lacks: {count}. The people are back; its owner runs: pacdesk privacy reapply</source>
        <translation>Apagamentos (LGPD) que faltam nela: {count}. As pessoas estão de volta; o dono da base roda: pacdesk privacy reapply</translation>
    </message>
    <message>
        <source>The server holds an older copy.</source>
        <translation>O servidor tem uma cópia mais antiga.</translation>
    </message>
    <message>
        <source>An older backup was put back.</source>
        <translation>Uma cópia de segurança antiga foi restaurada.</translation>
    </message>
    <message>
        <source>What had been erased since was erased again. People: {count}.</source>
        <translation>O que tinha sido apagado depois dela foi apagado de novo. Pessoas: {count}.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>ErasuresPane</name>
    <message>
        <source>What was erased</source>
        <translation>O que foi apagado</translation>
    </message>
    <message>
        <source>Nothing was erased yet</source>
        <translation>Nada foi apagado ainda</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>por regra</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Mostrar detalhes</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Abrir pasta dos registros</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Ocultar detalhes</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Facts of the ticket</source>
        <translation>Fatos do atendimento</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>Prazos</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Conferência</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>Abrir o cliente</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Contrato</translation>
    </message>
    <message>
        <source>Open the contract</source>
        <translation>Abrir o contrato</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plano</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>Copy document</source>
        <translation>Copiar documento</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Carteira</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Ninguém</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserva</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Aberto</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Aberto por</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>Outro número</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>1ª resposta</translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation>em {time}</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>ainda não</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>Solução</translation>
    </message>
    <message>
        <source>Stage {name}</source>
        <translation>Etapa {name}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>passou {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>resta {time}</translation>
    </message>
</context>
<context>
    <name>FieldLabel</name>
    <message>
        <source>{field} (required)</source>
        <translation>{field} (obrigatório)</translation>
    </message>
</context>
<context>
    <name>FieldPanel</name>
    <message>
        <source>How the form looks</source>
        <translation>Como fica o formulário</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Seção</translation>
    </message>
    <message>
        <source>Help under the field</source>
        <translation>Ajuda sob o campo</translation>
    </message>
    <message>
        <source>Earlier in the form</source>
        <translation>Antes no formulário</translation>
    </message>
    <message>
        <source>Later in the form</source>
        <translation>Depois no formulário</translation>
    </message>
    <message>
        <source>Delete field</source>
        <translation>Excluir campo</translation>
    </message>
    <message>
        <source>A field needs a name.</source>
        <translation>Um campo precisa de um nome.</translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation>Chave: {key}</translation>
    </message>
    <message>
        <source>Fewest letters</source>
        <translation>Mínimo de letras</translation>
    </message>
    <message>
        <source>Most letters</source>
        <translation>Máximo de letras</translation>
    </message>
    <message>
        <source>Earliest</source>
        <translation>A partir de</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Filled in at first with</source>
        <translation>Valor inicial</translation>
    </message>
    <message>
        <source>Rename field</source>
        <translation>Renomear campo</translation>
    </message>
    <message>
        <source>Change kind of field</source>
        <translation>Mudar o tipo do campo</translation>
    </message>
    <message>
        <source>Change section</source>
        <translation>Mudar a seção</translation>
    </message>
    <message>
        <source>Change help</source>
        <translation>Mudar a ajuda</translation>
    </message>
    <message>
        <source>Change choices</source>
        <translation>Mudar as opções</translation>
    </message>
    <message>
        <source>Change bounds</source>
        <translation>Mudar os limites</translation>
    </message>
    <message>
        <source>Change first value</source>
        <translation>Mudar o valor inicial</translation>
    </message>
    <message>
        <source>Move field</source>
        <translation>Mover campo</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Attach file…</source>
        <translation>Anexar arquivo…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <source>Or drop files and paste screenshots here. Up to 25 MB each.</source>
        <translation>Ou solte arquivos e cole capturas de tela aqui. Até 25 MB cada.</translation>
    </message>
    <message>
        <source>Screenshot {stamp}.png</source>
        <translation>Captura {stamp}.png</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Remover {name}</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Save as</source>
        <translation>Salvar como</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Salvo como {name}</translation>
    </message>
    <message>
        <source>The client does not see {name} any more</source>
        <translation>O cliente não vê mais {name}</translation>
    </message>
</context>
<context>
    <name>FilesField</name>
    <message>
        <source>file</source>
        <translation>arquivo</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <source>Attach file…</source>
        <translation>Anexar arquivo…</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Remover {name}</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Anexado</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Visto por</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Anexos</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Nenhum anexo ainda</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipe</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>Abrir aqui</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Hide from the client</source>
        <translation>Ocultar do cliente</translation>
    </message>
</context>
<context>
    <name>FlagsModel</name>
    <message>
        <source>no rule</source>
        <translation>sem regra</translation>
    </message>
    <message>
        <source>These rules contradict each other</source>
        <translation>Estas regras se contradizem</translation>
    </message>
</context>
<context>
    <name>FlagsView</name>
    <message>
        <source>Flags of fields by stage</source>
        <translation>Regras dos campos por etapa</translation>
    </message>
    <message>
        <source>Switch on: {flag}</source>
        <translation>Ligar: {flag}</translation>
    </message>
    <message>
        <source>Switch off: {flag}</source>
        <translation>Desligar: {flag}</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>Esvaziar células</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>Preencher para baixo</translation>
    </message>
    <message>
        <source>Fill right</source>
        <translation>Preencher para a direita</translation>
    </message>
    <message>
        <source>Copy flags of {stage}</source>
        <translation>Copiar as regras de {stage}</translation>
    </message>
    <message>
        <source>No rule</source>
        <translation>Sem regra</translation>
    </message>
    <message>
        <source>Copy into {stage} all of</source>
        <translation>Copiar para {stage} tudo de</translation>
    </message>
    <message>
        <source>Change field</source>
        <translation>Mudar campo</translation>
    </message>
    <message>
        <source>Earlier in the form</source>
        <translation>Antes no formulário</translation>
    </message>
    <message>
        <source>Later in the form</source>
        <translation>Depois no formulário</translation>
    </message>
    <message>
        <source>Delete field</source>
        <translation>Excluir campo</translation>
    </message>
    <message>
        <source>Move field</source>
        <translation>Mover campo</translation>
    </message>
</context>
<context>
    <name>FlowCanvas</name>
    <message>
        <source>Transition from {origin} to {target}: Enter draws it, Esc leaves it</source>
        <translation>Transição de {origin} para {target}: Enter desenha, Esc desiste</translation>
    </message>
    <message>
        <source>{count} stages chosen. {stage}</source>
        <translation>{count} etapas escolhidas. {stage}</translation>
    </message>
    <message>
        <source>No stage yet. Press N or double-click to make the first one.</source>
        <translation>Ainda não há etapas. Tecle N ou dê dois cliques para criar a primeira.</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s). Arrows go through them.</source>
        <translation>
            <numerusform>%n etapa. As setas percorrem o desenho.</numerusform>
            <numerusform>%n etapas. As setas percorrem o desenho.</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing of the flow</source>
        <translation>Desenho do fluxo</translation>
    </message>
    <message>
        <source>Drawing of the flow, to read only</source>
        <translation>Desenho do fluxo, só leitura</translation>
    </message>
    <message>
        <source>This version has no stages.</source>
        <translation>Esta versão não tem etapas.</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>entrada</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>meio</translation>
    </message>
    <message>
        <source>concludes the ticket</source>
        <translation>conclui o atendimento</translation>
    </message>
    <message>
        <source>cancels the ticket</source>
        <translation>cancela o atendimento</translation>
    </message>
    <message>
        <source>Concludes</source>
        <translation>Conclui</translation>
    </message>
    <message>
        <source>Cancels</source>
        <translation>Cancela</translation>
    </message>
    <message>
        <source>{name} queue</source>
        <translation>Fila {name}</translation>
    </message>
    <message>
        <source>Whoever has it</source>
        <translation>Quem assumiu</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>Ninguém indicado</translation>
    </message>
    <message>
        <source>No role named</source>
        <translation>Nenhum papel indicado</translation>
    </message>
    <message>
        <source>No department</source>
        <translation>Sem departamento</translation>
    </message>
    <message>
        <source>Previous attendant</source>
        <translation>Atendente anterior</translation>
    </message>
    <message>
        <source>Client&apos;s RT</source>
        <translation>RT do cliente</translation>
    </message>
    <message>
        <source>Third party</source>
        <translation>Terceiro</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>Sem nome</translation>
    </message>
    <message>
        <source>Without a label</source>
        <translation>Sem condição</translation>
    </message>
    <message>
        <source>default entry</source>
        <translation>entrada padrão</translation>
    </message>
    <message>
        <source>phase {name}</source>
        <translation>fase {name}</translation>
    </message>
    <message>
        <source>{out} out, {back} in</source>
        <translation>{out} de saída, {back} de chegada</translation>
    </message>
    <message>
        <source>one problem</source>
        <translation>um problema</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>{count} problemas</translation>
    </message>
    <message>
        <source>Transition {label}, from {origin} to {to}</source>
        <translation>Transição {label}, de {origin} para {to}</translation>
    </message>
</context>
<context>
    <name>FlowFiles</name>
    <message>
        <source>Import file…</source>
        <translation>Importar arquivo…</translation>
    </message>
    <message>
        <source>Export as YAML…</source>
        <translation>Exportar como YAML…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Salvar como PDF…</translation>
    </message>
    <message>
        <source>Workflow (*.yaml)</source>
        <translation>Fluxo (*.yaml)</translation>
    </message>
    <message>
        <source>Export workflow</source>
        <translation>Exportar fluxo</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Salvar como PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Drawing the flow</source>
        <translation>Desenhando o fluxo</translation>
    </message>
    <message>
        <source>Written to {file}</source>
        <translation>Gravado em {file}</translation>
    </message>
    <message>
        <source>Import workflow</source>
        <translation>Importar fluxo</translation>
    </message>
    <message>
        <source>Workflows (*.yaml *.yml *.json *.xml *.bpmn)</source>
        <translation>Fluxos (*.yaml *.yml *.json *.xml *.bpmn)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>Import file</source>
        <translation>Importar arquivo</translation>
    </message>
    <message>
        <source>Imported: {stages} stages, {ways} transitions, {notes} warnings</source>
        <translation>Importado: {stages} etapas, {ways} condições, {notes} avisos</translation>
    </message>
    <message>
        <source>New in the registers: {names}</source>
        <translation>Novos nos cadastros: {names}</translation>
    </message>
</context>
<context>
    <name>FlowMap</name>
    <message>
        <source>{name}: the ticket is here</source>
        <translation>{name}: o atendimento está aqui</translation>
    </message>
    <message>
        <source>{name}: the ticket was here</source>
        <translation>{name}: o atendimento passou por aqui</translation>
    </message>
    <message>
        <source>Where the ticket is in its flow</source>
        <translation>Onde o atendimento está no fluxo</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>{who} changed this to “{value}”, {when}.</source>
        <translation>{who} alterou para “{value}” ({when}).</translation>
    </message>
    <message>
        <source>Yours was “{value}”.</source>
        <translation>O seu era “{value}”.</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Voltar ao meu</translation>
    </message>
    <message>
        <source>{who} changed this to “{value}” meanwhile.</source>
        <translation>{who} alterou para “{value}” nesse meio-tempo.</translation>
    </message>
    <message>
        <source>This was changed to “{value}” meanwhile.</source>
        <translation>Foi alterado para “{value}” nesse meio-tempo.</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Ficar com este</translation>
    </message>
    <message>
        <source>Use {value}</source>
        <translation>Usar {value}</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>What you typed is back.</source>
        <translation>O que você digitou voltou.</translation>
    </message>
    <message>
        <source>Kept on {when}.</source>
        <translation>Guardado em {when}.</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Descartar rascunho</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>1 field to mend: {name}</source>
        <translation>1 campo a corrigir: {name}</translation>
    </message>
    <message>
        <source>{count} fields to mend</source>
        <translation>{count} campos a corrigir</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
    <message>
        <source>Fields with * are required.</source>
        <translation>Campos com * são obrigatórios.</translation>
    </message>
    <message>
        <source>Draft kept at {time}.</source>
        <translation>Rascunho salvo às {time}.</translation>
    </message>
</context>
<context>
    <name>FormPreview</name>
    <message>
        <source>Stage of the preview</source>
        <translation>Etapa da prévia</translation>
    </message>
    <message>
        <source>Whose view</source>
        <translation>Quem vê</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipe</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Nothing of it shows here.</source>
        <translation>Nada dele aparece aqui.</translation>
    </message>
</context>
<context>
    <name>GroupForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Place in the list</source>
        <translation>&amp;Posição na lista</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>GuardEditor</name>
    <message>
        <source>{field} (deleted)</source>
        <translation>{field} (excluído)</translation>
    </message>
    <message>
        <source>Always possible.</source>
        <translation>Sempre possível.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> e </translation>
    </message>
    <message>
        <source> or </source>
        <translation> ou </translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>Hand the ticket over</source>
        <translation>Repassar o atendimento</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Repassar</translation>
    </message>
    <message>
        <source>&amp;Department</source>
        <translation>&amp;Departamento</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>&amp;Pessoa</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo de repasse</translation>
    </message>
    <message>
        <source>A reason or a comment</source>
        <translation>Um motivo ou um comentário</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Comentário</translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>Sem motivo</translation>
    </message>
</context>
<context>
    <name>Hands</name>
    <message>
        <source>Nobody yet: the department&apos;s queue</source>
        <translation>Ninguém ainda: a fila do departamento</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>On the page of a ticket, and by letter in its discussion</source>
        <translation>Na página do atendimento, e por letra na discussão</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Repassar</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>Reply, and send it</source>
        <translation>Responder, e enviar</translation>
    </message>
    <message>
        <source>Internal note, and store it</source>
        <translation>Nota interna, e guardar</translation>
    </message>
    <message>
        <source>Print or save as PDF</source>
        <translation>Imprimir ou salvar em PDF</translation>
    </message>
    <message>
        <source>Back to the client</source>
        <translation>Voltar para o cliente</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>Nas listas</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Take the ticket</source>
        <translation>Assumir o atendimento</translation>
    </message>
    <message>
        <source>Down, up</source>
        <translation>Descer, subir</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Copiar linhas</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Esta folha</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Whose changes</source>
        <translation>Alterações de quem</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Minhas</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>De todos</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Consultas</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Alterações</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>Histórico de alterações</translation>
    </message>
    <message>
        <source>somebody out of your sight</source>
        <translation>alguém que você não vê</translation>
    </message>
    <message>
        <source>Covered data of {name} revealed</source>
        <translation>Dados ocultos de {name} revelados</translation>
    </message>
    <message>
        <source>Desk seen as {name}</source>
        <translation>Base vista como {name}</translation>
    </message>
    <message>
        <source>Personal data of {name} exported</source>
        <translation>Dados pessoais de {name} exportados</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Desfeito: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Refeito: {what}</translation>
    </message>
    <message>
        <source>{what}, {n} at once</source>
        <translation>{what}, {n} de uma vez</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>desfeito</translation>
    </message>
    <message>
        <source>Who looked is kept; there is nothing to undo</source>
        <translation>Quem consultou fica registrado; não há o que desfazer</translation>
    </message>
    <message>
        <source>Choose a change</source>
        <translation>Escolha uma alteração</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>No.</source>
        <translation>Nº</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Aconteceu</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Registrado</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Visto por</translation>
    </message>
    <message>
        <source>Log-in</source>
        <translation>Usuário</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Nada aconteceu ainda</translation>
    </message>
    <message>
        <source>(undone) {text}</source>
        <translation>(desfeito) {text}</translation>
    </message>
    <message>
        <source>(corrected later) {text}</source>
        <translation>(corrigido depois) {text}</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipe</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
</context>
<context>
    <name>HoldDialog</name>
    <message>
        <source>Place a legal hold</source>
        <translation>Pôr bloqueio legal</translation>
    </message>
    <message>
        <source>Place hold</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>&amp;Protocol of the ticket</source>
        <translation>P&amp;rotocolo do atendimento</translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation>&amp;Por quê</translation>
    </message>
    <message>
        <source>For instance the number of the lawsuit</source>
        <translation>Por exemplo, o número do processo</translation>
    </message>
    <message>
        <source>Nothing of it is erased, not even by a retention rule, until the hold is lifted.</source>
        <translation>Nada disto é apagado, nem por regra de retenção, até o bloqueio ser encerrado.</translation>
    </message>
    <message>
        <source>There is no such ticket</source>
        <translation>Não há este atendimento</translation>
    </message>
</context>
<context>
    <name>HoldsPane</name>
    <message>
        <source>Legal holds</source>
        <translation>Bloqueios legais</translation>
    </message>
    <message>
        <source>Hold a ticket</source>
        <translation>Bloquear atendimento</translation>
    </message>
    <message>
        <source>Lift hold</source>
        <translation>Encerrar bloqueio</translation>
    </message>
    <message>
        <source>Nothing is held</source>
        <translation>Nada está bloqueado</translation>
    </message>
    <message>
        <source>A client is held from the person&apos;s card, a ticket by its protocol.</source>
        <translation>Um cliente se bloqueia na ficha da pessoa; um atendimento, pelo protocolo.</translation>
    </message>
    <message>
        <source>since {day}, by {who}</source>
        <translation>desde {day}, por {who}</translation>
    </message>
    <message>
        <source>held</source>
        <translation>bloqueado</translation>
    </message>
    <message>
        <source>lifted</source>
        <translation>encerrado</translation>
    </message>
    <message>
        <source>Choose a hold</source>
        <translation>Escolha um bloqueio</translation>
    </message>
    <message>
        <source>The hold is lifted</source>
        <translation>O bloqueio está encerrado</translation>
    </message>
    <message>
        <source>Hold lifted</source>
        <translation>Bloqueio encerrado</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Fluxo</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s) chosen</source>
        <translation>
            <numerusform>%n etapa escolhida</numerusform>
            <numerusform>%n etapas escolhidas</numerusform>
        </translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>Condição</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Delete transition</source>
        <translation>Excluir condição</translation>
    </message>
    <message>
        <source>Delete stage</source>
        <translation>Excluir etapa</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>Novo campo</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Acrescentar campo</translation>
    </message>
</context>
<context>
    <name>JobItem</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>LineBar</name>
    <message>
        <source>Connected again</source>
        <translation>Conectado de novo</translation>
    </message>
    <message>
        <source>No connection to {server}.</source>
        <translation>Sem conexão com {server}.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Tentar agora</translation>
    </message>
    <message>
        <source>Trying again in {seconds} s.</source>
        <translation>Tentando de novo em {seconds} s.</translation>
    </message>
    <message>
        <source>Trying now…</source>
        <translation>Tentando agora…</translation>
    </message>
    <message>
        <source>What you type is kept.</source>
        <translation>O que você digita fica guardado.</translation>
    </message>
</context>
<context>
    <name>ListDock</name>
    <message>
        <source>An administrator of the desk can grant the right.</source>
        <translation>Quem administra a base pode conceder o direito.</translation>
    </message>
</context>
<context>
    <name>Locking</name>
    <message>
        <source>No desk is open</source>
        <translation>Nenhuma base aberta</translation>
    </message>
    <message>
        <source>The server asks you for no password, and no code is asked for either</source>
        <translation>O servidor não pede senha a você, e também não se pede código</translation>
    </message>
    <message>
        <source>Your user has no password</source>
        <translation>Seu usuário não tem senha</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Conferindo…</translation>
    </message>
</context>
<context>
    <name>LogInForm</name>
    <message>
        <source>Log in to {desk}</source>
        <translation>Entrar em {desk}</translation>
    </message>
    <message>
        <source>Use the name and password that an administrator of the desk gave you.</source>
        <translation>Use o nome e a senha que um administrador da base passou a você.</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Usuário</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>S&amp;enha</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>LoginForm</name>
    <message>
        <source>&amp;Login</source>
        <translation>&amp;Login</translation>
    </message>
    <message>
        <source>&amp;Contract</source>
        <translation>Co&amp;ntrato</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Endereço</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
    <message>
        <source>No&amp;tes</source>
        <translation>O&amp;bservações</translation>
    </message>
</context>
<context>
    <name>LogoBox</name>
    <message>
        <source>Logo</source>
        <translation>Logotipo</translation>
    </message>
    <message>
        <source>Choose logo…</source>
        <translation>Escolher logotipo…</translation>
    </message>
    <message>
        <source>Remove logo</source>
        <translation>Remover logotipo</translation>
    </message>
    <message>
        <source>Documents are printed without a logo.</source>
        <translation>Os documentos saem sem logotipo.</translation>
    </message>
    <message>
        <source>The company&apos;s logo</source>
        <translation>O logotipo da empresa</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Imagens (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Choose logo</source>
        <translation>Escolher logotipo</translation>
    </message>
    <message>
        <source>The logo was changed</source>
        <translation>Logotipo alterado</translation>
    </message>
</context>
<context>
    <name>Lookup</name>
    <message>
        <source>Suggestions</source>
        <translation>Sugestões</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Owner</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Example data.</source>
        <translation>Dados de exemplo.</translation>
    </message>
    <message>
        <source>Everything here is made up: try whatever you like.</source>
        <translation>Tudo aqui é fictício: experimente à vontade.</translation>
    </message>
    <message>
        <source>Discard examples</source>
        <translation>Descartar exemplos</translation>
    </message>
    <message>
        <source>pacdesk closed unexpectedly last time.</source>
        <translation>O pacdesk fechou de repente da última vez.</translation>
    </message>
    <message>
        <source>What was saved is safe, and drafts come back where they were.</source>
        <translation>O que foi salvo está seguro, e os rascunhos voltam onde estavam.</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Abrir pasta dos registros</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>Fields by stage</source>
        <translation>Campos por etapa</translation>
    </message>
</context>
<context>
    <name>MemberLine</name>
    <message>
        <source>Titular</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Substitute</source>
        <translation>Substituto</translation>
    </message>
    <message>
        <source>until</source>
        <translation>até</translation>
    </message>
    <message>
        <source>Role of {name}</source>
        <translation>Papel de {name}</translation>
    </message>
    <message>
        <source>First day of {name}</source>
        <translation>Primeiro dia de {name}</translation>
    </message>
    <message>
        <source>Last day of {name}</source>
        <translation>Último dia de {name}</translation>
    </message>
    <message>
        <source>Take {name} out</source>
        <translation>Retirar {name}</translation>
    </message>
</context>
<context>
    <name>MembersInput</name>
    <message>
        <source>Add a&amp;ttendant</source>
        <translation>Adicionar a&amp;tendente</translation>
    </message>
    <message>
        <source>&amp;Others: drag to add</source>
        <translation>&amp;Outros: arraste para incluir</translation>
    </message>
    <message>
        <source>Nobody works in it yet: only who sees all portfolios sees its clients.</source>
        <translation>Ninguém atende esta carteira ainda: só quem vê todas as carteiras vê seus clientes.</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>This could not be done</source>
        <translation>Não foi possível fazer isto</translation>
    </message>
    <message>
        <source>pacdesk met something that it does not know how to handle.</source>
        <translation>O pacdesk encontrou algo que não sabe tratar.</translation>
    </message>
    <message>
        <source>What you had saved is safe. If it happens again, copy the details and tell the support.</source>
        <translation>O que você salvou está seguro. Se acontecer de novo, copie os detalhes e avise o suporte.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Something unexpected happened</source>
        <translation>Aconteceu algo inesperado</translation>
    </message>
    <message>
        <source>The desk refused this: {code}.</source>
        <translation>A base recusou isto: {code}.</translation>
    </message>
    <message>
        <source>The details say which rule it was.</source>
        <translation>Os detalhes dizem qual foi a regra.</translation>
    </message>
    <message>
        <source>Some fields need attention.</source>
        <translation>Alguns campos precisam de atenção.</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Ainda não foi salvo</translation>
    </message>
    <message>
        <source>A value does not fit: {code}.</source>
        <translation>Um valor não serve: {code}.</translation>
    </message>
    <message>
        <source>Change it and save again.</source>
        <translation>Altere-o e salve de novo.</translation>
    </message>
    <message>
        <source>Your user may not do this: {code}.</source>
        <translation>Seu usuário não pode fazer isto: {code}.</translation>
    </message>
    <message>
        <source>An administrator of the desk can allow it.</source>
        <translation>Um administrador da base pode permitir.</translation>
    </message>
    <message>
        <source>What you asked for is not there any more, or you may not see it.</source>
        <translation>O que você pediu não existe mais, ou você não pode vê-lo.</translation>
    </message>
    <message>
        <source>Update the list and choose again.</source>
        <translation>Atualize a lista e escolha de novo.</translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime.</source>
        <translation>Outra pessoa alterou isto nesse meio-tempo.</translation>
    </message>
    <message>
        <source>Look at the new state and try again. What you typed is kept.</source>
        <translation>Veja como ficou e tente de novo. O que você digitou está guardado.</translation>
    </message>
    <message>
        <source>The desk cannot be used now: {code}.</source>
        <translation>A base não pode ser usada agora: {code}.</translation>
    </message>
    <message>
        <source>Check the disk and the network, then try again.</source>
        <translation>Verifique o disco e a rede e tente de novo.</translation>
    </message>
    <message>
        <source>Your user lacks the right “{right}”.</source>
        <translation>Seu usuário não tem o direito “{right}”.</translation>
    </message>
    <message>
        <source>An administrator of the desk can grant it.</source>
        <translation>Um administrador da base pode concedê-lo.</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Falta o nome.</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Digite um nome.</translation>
    </message>
    <message>
        <source>“{name}” is in use already.</source>
        <translation>“{name}” já está em uso.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Escolha outro nome.</translation>
    </message>
    <message>
        <source>This field is required.</source>
        <translation>Este campo é obrigatório.</translation>
    </message>
    <message>
        <source>The text has {length} letters; {limit} are the most.</source>
        <translation>O texto tem {length} letras; o limite é {limit}.</translation>
    </message>
    <message>
        <source>The content of this file is not in the desk.</source>
        <translation>O conteúdo deste arquivo não está na base.</translation>
    </message>
    <message>
        <source>Restore a backup that has it, or attach the file again.</source>
        <translation>Restaure uma cópia de segurança que o tenha ou anexe o arquivo de novo.</translation>
    </message>
    <message>
        <source>This draft is too large to be kept.</source>
        <translation>Este rascunho é grande demais para ser guardado.</translation>
    </message>
    <message>
        <source>Send it, or attach the text as a file.</source>
        <translation>Envie-o ou anexe o texto como arquivo.</translation>
    </message>
    <message>
        <source>The protocols of {year} are all used.</source>
        <translation>Os protocolos de {year} acabaram.</translation>
    </message>
    <message>
        <source>An administrator can widen the protocol in the parameters.</source>
        <translation>Um administrador pode ampliar o protocolo nos parâmetros.</translation>
    </message>
    <message>
        <source>The user name is missing.</source>
        <translation>Falta o nome de usuário.</translation>
    </message>
    <message>
        <source>The user name “{login}” is in use already.</source>
        <translation>O nome de usuário “{login}” já está em uso.</translation>
    </message>
    <message>
        <source>“{login}” is the name at the server, and stays.</source>
        <translation>«{login}» é o nome de acesso no servidor e não muda.</translation>
    </message>
    <message>
        <source>Make another user, and switch this one off.</source>
        <translation>Crie outro usuário e desative este.</translation>
    </message>
    <message>
        <source>On a shared desk the password is the server&apos;s.</source>
        <translation>Em uma base compartilhada a senha é do servidor.</translation>
    </message>
    <message>
        <source>An administrator changes it under “How this person logs in”.</source>
        <translation>Um administrador a troca em «Como esta pessoa entra».</translation>
    </message>
    <message>
        <source>You cannot grant or change more than your own access allows.</source>
        <translation>Você não pode conceder nem alterar mais do que o seu próprio acesso permite.</translation>
    </message>
    <message>
        <source>Ask an administrator to do it.</source>
        <translation>Peça a um administrador.</translation>
    </message>
    <message>
        <source>This is the only administrator of the desk.</source>
        <translation>Este é o único administrador da base.</translation>
    </message>
    <message>
        <source>Make somebody else an administrator first.</source>
        <translation>Torne outra pessoa administradora antes.</translation>
    </message>
    <message>
        <source>User or password do not match.</source>
        <translation>Usuário ou senha não conferem.</translation>
    </message>
    <message>
        <source>Check both and try again.</source>
        <translation>Confira os dois e tente de novo.</translation>
    </message>
    <message>
        <source>The code is not right.</source>
        <translation>O código não confere.</translation>
    </message>
    <message>
        <source>A code opens only once; the telephone&apos;s clock must be right.</source>
        <translation>Um código vale uma vez só; o relógio do telefone deve estar certo.</translation>
    </message>
    <message>
        <source>The user {user} stands in no client&apos;s register.</source>
        <translation>O usuário {user} não consta em nenhum cadastro de cliente.</translation>
    </message>
    <message>
        <source>Who looks after the client writes the user into its form.</source>
        <translation>Quem cuida do cliente informa o usuário no cadastro dele.</translation>
    </message>
    <message>
        <source>No permission group lets {user} use the client online.</source>
        <translation>Nenhum grupo de permissões libera o cliente on-line para {user}.</translation>
    </message>
    <message>
        <source>An administrator gives the right in a permission group.</source>
        <translation>Um administrador libera o direito em um grupo de permissões.</translation>
    </message>
    <message>
        <source>Too many tries.</source>
        <translation>Tentativas demais.</translation>
    </message>
    <message>
        <source>Try again in {seconds} s.</source>
        <translation>Tente de novo em {seconds} s.</translation>
    </message>
    <message>
        <source>The desk was not opened</source>
        <translation>A base não foi aberta</translation>
    </message>
    <message>
        <source>Choose another desk</source>
        <translation>Escolher outra base</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>There is no desk at {path}.</source>
        <translation>Não há base em {path}.</translation>
    </message>
    <message>
        <source>It may have been moved, or its drive is not connected.</source>
        <translation>Ela pode ter sido movida, ou o disco dela não está conectado.</translation>
    </message>
    <message>
        <source>The folder {path} is not there.</source>
        <translation>A pasta {path} não existe.</translation>
    </message>
    <message>
        <source>Choose a folder that exists.</source>
        <translation>Escolha uma pasta que exista.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a desk.</source>
        <translation>{path} é uma pasta, não uma base.</translation>
    </message>
    <message>
        <source>Choose the desk&apos;s file, which ends in .pacdesk.</source>
        <translation>Escolha o arquivo da base, que termina em .pacdesk.</translation>
    </message>
    <message>
        <source>There is a desk at {path} already.</source>
        <translation>Já existe uma base em {path}.</translation>
    </message>
    <message>
        <source>Open that one, or choose another name.</source>
        <translation>Abra essa base ou escolha outro nome.</translation>
    </message>
    <message>
        <source>This file is no desk of pacdesk.</source>
        <translation>Este arquivo não é uma base do pacdesk.</translation>
    </message>
    <message>
        <source>This file is no desk, or its key is another one.</source>
        <translation>Este arquivo não é uma base, ou a chave dele é outra.</translation>
    </message>
    <message>
        <source>Check that the .key file beside it is the desk&apos;s own.</source>
        <translation>Confira se o arquivo .key ao lado é o desta base.</translation>
    </message>
    <message>
        <source>The desk&apos;s file is damaged.</source>
        <translation>O arquivo da base está danificado.</translation>
    </message>
    <message>
        <source>Nothing was changed in it. Restore the latest backup.</source>
        <translation>Nada foi alterado nele. Restaure a última cópia de segurança.</translation>
    </message>
    <message>
        <source>This desk was made by a newer pacdesk.</source>
        <translation>Esta base foi feita por um pacdesk mais novo.</translation>
    </message>
    <message>
        <source>Update pacdesk on this computer. Nothing was changed.</source>
        <translation>Atualize o pacdesk neste computador. Nada foi alterado.</translation>
    </message>
    <message>
        <source>This desk was made by an older pacdesk.</source>
        <translation>Esta base foi feita por um pacdesk mais antigo.</translation>
    </message>
    <message>
        <source>Open it once for writing to bring it up to date.</source>
        <translation>Abra-a uma vez para gravação para atualizá-la.</translation>
    </message>
    <message>
        <source>The desk is open at {host}, by {who}, since {since}.</source>
        <translation>A base está aberta em {host} por {who} desde {since}.</translation>
    </message>
    <message>
        <source>Close it there, then try again.</source>
        <translation>Feche-a lá e tente de novo.</translation>
    </message>
    <message>
        <source>Another program is holding the desk&apos;s file.</source>
        <translation>Outro programa está com o arquivo da base.</translation>
    </message>
    <message>
        <source>The desk is busy.</source>
        <translation>A base está ocupada.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Tente de novo daqui a pouco.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>O disco está cheio.</translation>
    </message>
    <message>
        <source>What was saved is safe. Free some space and do it again.</source>
        <translation>O que foi salvo está seguro. Libere espaço e repita.</translation>
    </message>
    <message>
        <source>There is not enough free space at {path}.</source>
        <translation>Falta espaço livre em {path}.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libere espaço e tente de novo.</translation>
    </message>
    <message>
        <source>The desk is on a disk that cannot be written.</source>
        <translation>A base está num disco que não aceita gravação.</translation>
    </message>
    <message>
        <source>Copy it to another disk and open it there.</source>
        <translation>Copie-a para outro disco e abra lá.</translation>
    </message>
    <message>
        <source>Your user may not write {path}.</source>
        <translation>Seu usuário não pode gravar em {path}.</translation>
    </message>
    <message>
        <source>Ask who looks after this computer for access to the folder.</source>
        <translation>Peça acesso à pasta a quem cuida deste computador.</translation>
    </message>
    <message>
        <source>The disk did not answer as it should.</source>
        <translation>O disco não respondeu como deveria.</translation>
    </message>
    <message>
        <source>Check the disk. What was saved before is safe.</source>
        <translation>Verifique o disco. O que foi salvo antes está seguro.</translation>
    </message>
    <message>
        <source>A desk cannot be in this folder: {what}.</source>
        <translation>Uma base não pode ficar nesta pasta: {what}.</translation>
    </message>
    <message>
        <source>Network and cloud folders damage databases. Choose a folder on this computer&apos;s disk.</source>
        <translation>Pastas de rede e de nuvem danificam bases de dados. Escolha uma pasta no disco deste computador.</translation>
    </message>
    <message>
        <source>The database library {linked} can damage desks; {needed} is needed.</source>
        <translation>A biblioteca de dados {linked} pode danificar bases; é preciso {needed}.</translation>
    </message>
    <message>
        <source>Install pacdesk again.</source>
        <translation>Instale o pacdesk de novo.</translation>
    </message>
    <message>
        <source>This desk is encrypted and asks for its password.</source>
        <translation>Esta base é cifrada e pede a senha.</translation>
    </message>
    <message>
        <source>This desk is encrypted and asks for its recovery code.</source>
        <translation>Esta base é cifrada e pede o código de recuperação.</translation>
    </message>
    <message>
        <source>This is not the desk&apos;s password.</source>
        <translation>Esta não é a senha da base.</translation>
    </message>
    <message>
        <source>Check capitals and accents, or use the recovery code.</source>
        <translation>Confira maiúsculas e acentos ou use o código de recuperação.</translation>
    </message>
    <message>
        <source>The recovery code belongs to another desk, or to an older key.</source>
        <translation>O código de recuperação é de outra base ou de uma chave mais antiga.</translation>
    </message>
    <message>
        <source>This desk has no recovery code.</source>
        <translation>Esta base não tem código de recuperação.</translation>
    </message>
    <message>
        <source>The key does not belong to this desk.</source>
        <translation>A chave não é desta base.</translation>
    </message>
    <message>
        <source>The password is empty.</source>
        <translation>A senha está vazia.</translation>
    </message>
    <message>
        <source>This is the only way left to open the desk.</source>
        <translation>Este é o único caminho que resta para abrir a base.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring no longer has this desk&apos;s secret.</source>
        <translation>O chaveiro deste computador não tem mais o segredo desta base.</translation>
    </message>
    <message>
        <source>Open it with its recovery code.</source>
        <translation>Abra-a com o código de recuperação.</translation>
    </message>
    <message>
        <source>Type the recovery code</source>
        <translation>Digitar o código de recuperação</translation>
    </message>
    <message>
        <source>The keyring&apos;s secret is of another desk.</source>
        <translation>O segredo do chaveiro é de outra base.</translation>
    </message>
    <message>
        <source>This computer has no keyring that answers.</source>
        <translation>Este computador não tem chaveiro que responda.</translation>
    </message>
    <message>
        <source>Use a password or the recovery code.</source>
        <translation>Use uma senha ou o código de recuperação.</translation>
    </message>
    <message>
        <source>The keyring did not answer within {seconds} s.</source>
        <translation>O chaveiro não respondeu em {seconds} s.</translation>
    </message>
    <message>
        <source>Unlock it and try again, or use the recovery code.</source>
        <translation>Desbloqueie-o e tente de novo, ou use o código de recuperação.</translation>
    </message>
    <message>
        <source>The key file {path} is missing; without it the desk cannot be read.</source>
        <translation>Falta o arquivo da chave {path}; sem ele a base não pode ser lida.</translation>
    </message>
    <message>
        <source>Put it back beside the desk, or restore a backup, which has it.</source>
        <translation>Ponha-o de volta ao lado da base ou restaure uma cópia de segurança, que o contém.</translation>
    </message>
    <message>
        <source>The key file {path} is damaged.</source>
        <translation>O arquivo da chave {path} está danificado.</translation>
    </message>
    <message>
        <source>Take the one of the latest backup.</source>
        <translation>Use o da última cópia de segurança.</translation>
    </message>
    <message>
        <source>The key file was made by a newer pacdesk.</source>
        <translation>O arquivo da chave foi feito por um pacdesk mais novo.</translation>
    </message>
    <message>
        <source>Update pacdesk on this computer.</source>
        <translation>Atualize o pacdesk neste computador.</translation>
    </message>
    <message>
        <source>There is a key file at {path} already.</source>
        <translation>Já existe um arquivo de chave em {path}.</translation>
    </message>
    <message>
        <source>It may be the only way into a desk that was moved: choose another name.</source>
        <translation>Ele pode ser o único caminho para uma base que foi movida: escolha outro nome.</translation>
    </message>
    <message>
        <source>The recovery code has another length; {typed} letters were typed.</source>
        <translation>O código de recuperação tem outro tamanho; foram digitadas {typed} letras.</translation>
    </message>
    <message>
        <source>There is a slip in a group of the recovery code.</source>
        <translation>Há um engano num grupo do código de recuperação.</translation>
    </message>
    <message>
        <source>Compare the groups {groups} with what you printed.</source>
        <translation>Compare os grupos {groups} com o que você imprimiu.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a file.</source>
        <translation>“{name}” não pode ser nome de arquivo.</translation>
    </message>
    <message>
        <source>Leave out signs such as / : * ? and try again.</source>
        <translation>Tire sinais como / : * ? e tente de novo.</translation>
    </message>
    <message>
        <source>The settings could not be read; the defaults are used.</source>
        <translation>As preferências não puderam ser lidas; valem as de fábrica.</translation>
    </message>
    <message>
        <source>The old file was kept as {kept_as}.</source>
        <translation>O arquivo antigo foi guardado como {kept_as}.</translation>
    </message>
    <message>
        <source>The setting {key} has a value that makes no sense; its default is used.</source>
        <translation>A preferência {key} tem um valor sem sentido; vale o de fábrica.</translation>
    </message>
    <message>
        <source>The saved connections could not be read.</source>
        <translation>As conexões salvas não puderam ser lidas.</translation>
    </message>
    <message>
        <source>The server&apos;s PostgreSQL is {found}; one of {needed} or later is needed.</source>
        <translation>O PostgreSQL do servidor é {found}; é preciso {needed} ou mais novo.</translation>
    </message>
    <message>
        <source>Ask who looks after the server to update it.</source>
        <translation>Peça a atualização a quem cuida do servidor.</translation>
    </message>
    <message>
        <source>No connection is called “{name}”.</source>
        <translation>Nenhuma conexão se chama “{name}”.</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>Escolha uma da lista.</translation>
    </message>
    <message>
        <source>“{name}” is in use.</source>
        <translation>“{name}” está em uso.</translation>
    </message>
    <message>
        <source>By: {uses}.</source>
        <translation>Por: {uses}.</translation>
    </message>
    <message>
        <source>The number has letters of another script.</source>
        <translation>O número tem letras de outro alfabeto.</translation>
    </message>
    <message>
        <source>Type it again.</source>
        <translation>Digite de novo.</translation>
    </message>
    <message>
        <source>The number has signs that do not belong there.</source>
        <translation>O número tem sinais que não cabem nele.</translation>
    </message>
    <message>
        <source>A CNPJ has 14 places, a CPF has 11.</source>
        <translation>Um CNPJ tem 14 posições; um CPF, 11.</translation>
    </message>
    <message>
        <source>One repeated digit is no number.</source>
        <translation>Um só dígito repetido não é um número.</translation>
    </message>
    <message>
        <source>The check digits should be {digits}.</source>
        <translation>Os dígitos verificadores deveriam ser {digits}.</translation>
    </message>
    <message>
        <source>The check digits do not match.</source>
        <translation>Os dígitos verificadores não conferem.</translation>
    </message>
    <message>
        <source>Choose the state of the IE.</source>
        <translation>Escolha a UF da IE.</translation>
    </message>
    <message>
        <source>The check digits do not match this state.</source>
        <translation>Os dígitos verificadores não conferem com esta UF.</translation>
    </message>
    <message>
        <source>An IE of this state looks different.</source>
        <translation>Uma IE desta UF tem outra forma.</translation>
    </message>
    <message>
        <source>A CEP has eight digits, such as 01310-100.</source>
        <translation>Um CEP tem oito dígitos, como 01310-100.</translation>
    </message>
    <message>
        <source>No state has this CEP.</source>
        <translation>Nenhuma UF tem este CEP.</translation>
    </message>
    <message>
        <source>The CEP {cep} is of {expected}, not of {uf}.</source>
        <translation>O CEP {cep} é de {expected}, não de {uf}.</translation>
    </message>
    <message>
        <source>This is no state of Brazil.</source>
        <translation>Esta não é uma UF do Brasil.</translation>
    </message>
    <message>
        <source>A mobile number has a ninth digit.</source>
        <translation>Um celular tem o nono dígito.</translation>
    </message>
    <message>
        <source>The area code is missing, such as (11).</source>
        <translation>Falta o DDD, como (11).</translation>
    </message>
    <message>
        <source>This is no telephone number.</source>
        <translation>Isto não é um número de telefone.</translation>
    </message>
    <message>
        <source>One address only; others go to the contacts.</source>
        <translation>Um endereço só; os outros vão nos contatos.</translation>
    </message>
    <message>
        <source>An e-mail looks like name@company.com.br.</source>
        <translation>Um e-mail é como nome@empresa.com.br.</translation>
    </message>
    <message>
        <source>Degrees lie between −{limit} and {limit}, such as −23.5505.</source>
        <translation>Os graus vão de −{limit} a {limit}, como −23,5505.</translation>
    </message>
    <message>
        <source>Latitude and longitude go together.</source>
        <translation>Latitude e longitude vão juntas.</translation>
    </message>
    <message>
        <source>This point is outside Brazil.</source>
        <translation>Este ponto fica fora do Brasil.</translation>
    </message>
    <message>
        <source>Digits only.</source>
        <translation>Só dígitos.</translation>
    </message>
    <message>
        <source>An amount looks like 1,234.56.</source>
        <translation>Um valor é como 1.234,56.</translation>
    </message>
    <message>
        <source>A date looks like 11/22/2026.</source>
        <translation>Uma data é como 22/11/2026.</translation>
    </message>
    <message>
        <source>A file is still being read.</source>
        <translation>Um arquivo ainda está sendo lido.</translation>
    </message>
    <message>
        <source>“{name}” is larger than {limit}.</source>
        <translation>“{name}” é maior que {limit}.</translation>
    </message>
    <message>
        <source>Make it smaller, or put it where the client can fetch it.</source>
        <translation>Diminua-o ou ponha-o onde o cliente possa buscá-lo.</translation>
    </message>
    <message>
        <source>“{name}” could not be read.</source>
        <translation>“{name}” não pôde ser lido.</translation>
    </message>
    <message>
        <source>It may have been moved, or another program holds it.</source>
        <translation>Ele pode ter sido movido, ou outro programa está com ele.</translation>
    </message>
    <message>
        <source>Table and code go together.</source>
        <translation>Tabela e código vão juntos.</translation>
    </message>
    <message>
        <source>This number is registered already.</source>
        <translation>Este número já está cadastrado.</translation>
    </message>
    <message>
        <source>Open the other client, or save this one anyway.</source>
        <translation>Abra o outro cliente ou salve este assim mesmo.</translation>
    </message>
    <message>
        <source>This client has tickets or contracts.</source>
        <translation>Este cliente tem atendimentos ou contratos.</translation>
    </message>
    <message>
        <source>Set it to inactive instead.</source>
        <translation>Em vez disso, torne-o inativo.</translation>
    </message>
    <message>
        <source>The client would go to a portfolio that you do not see.</source>
        <translation>O cliente iria para uma carteira que você não vê.</translation>
    </message>
    <message>
        <source>Choose an organization of one of your portfolios.</source>
        <translation>Escolha uma organização de uma das suas carteiras.</translation>
    </message>
    <message>
        <source>A telephone or an e-mail is needed.</source>
        <translation>É preciso um telefone ou um e-mail.</translation>
    </message>
    <message>
        <source>The view is for nobody yet.</source>
        <translation>A visão ainda não é de ninguém.</translation>
    </message>
    <message>
        <source>Tick a permission group or a department.</source>
        <translation>Marque um grupo de permissões ou um departamento.</translation>
    </message>
    <message>
        <source>Tickets name this contact.</source>
        <translation>Há atendimentos com este contato.</translation>
    </message>
    <message>
        <source>It stays, so that their history stays whole.</source>
        <translation>Ele fica, para o histórico continuar inteiro.</translation>
    </message>
    <message>
        <source>A login or a contract is at this address.</source>
        <translation>Há um login ou um contrato neste endereço.</translation>
    </message>
    <message>
        <source>Give them another address first.</source>
        <translation>Dê outro endereço a eles antes.</translation>
    </message>
    <message>
        <source>Tickets name this login.</source>
        <translation>Há atendimentos com este login.</translation>
    </message>
    <message>
        <source>Switch it off instead.</source>
        <translation>Em vez disso, desative-o.</translation>
    </message>
    <message>
        <source>A login has no blanks.</source>
        <translation>Um login não tem espaços.</translation>
    </message>
    <message>
        <source>This login is in use already.</source>
        <translation>Este login já está em uso.</translation>
    </message>
    <message>
        <source>This organization has clients.</source>
        <translation>Esta organização tem clientes.</translation>
    </message>
    <message>
        <source>Give them another organization first.</source>
        <translation>Dê outra organização a eles antes.</translation>
    </message>
    <message>
        <source>The end lies before the start.</source>
        <translation>O fim vem antes do início.</translation>
    </message>
    <message>
        <source>This amount is out of range.</source>
        <translation>Este valor está fora dos limites.</translation>
    </message>
    <message>
        <source>This number is in use already.</source>
        <translation>Este número já está em uso.</translation>
    </message>
    <message>
        <source>Tickets or logins name this contract.</source>
        <translation>Há atendimentos ou logins com este contrato.</translation>
    </message>
    <message>
        <source>Set it to ended or cancelled instead.</source>
        <translation>Em vez disso, marque-o como encerrado ou cancelado.</translation>
    </message>
    <message>
        <source>Somebody else saved meanwhile.</source>
        <translation>Outra pessoa salvou nesse meio-tempo.</translation>
    </message>
    <message>
        <source>Both values are shown. Choose, then save again.</source>
        <translation>Os dois valores aparecem. Escolha e salve de novo.</translation>
    </message>
    <message>
        <source>This belongs to another client.</source>
        <translation>Isto é de outro cliente.</translation>
    </message>
    <message>
        <source>Between {lowest} and {highest}.</source>
        <translation>De {lowest} a {highest}.</translation>
    </message>
    <message>
        <source>“{subject}” demands a login.</source>
        <translation>“{subject}” exige um login.</translation>
    </message>
    <message>
        <source>“{subject}” demands a contract.</source>
        <translation>“{subject}” exige um contrato.</translation>
    </message>
    <message>
        <source>At least {least} characters.</source>
        <translation>Pelo menos {least} caracteres.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>As duas senhas são diferentes.</translation>
    </message>
    <message>
        <source>This time zone is not known.</source>
        <translation>Este fuso horário não é conhecido.</translation>
    </message>
    <message>
        <source>This is final and cannot be undone.</source>
        <translation>Isto é definitivo e não pode ser desfeito.</translation>
    </message>
    <message>
        <source>This is undone already.</source>
        <translation>Isto já foi desfeito.</translation>
    </message>
    <message>
        <source>Too many rows were changed at once to undo it.</source>
        <translation>Linhas demais foram alteradas de uma vez para desfazer.</translation>
    </message>
    <message>
        <source>It is more than {days} days old.</source>
        <translation>Tem mais de {days} dias.</translation>
    </message>
    <message>
        <source>This changed something that you do not see any more.</source>
        <translation>Isso mudou algo que você não vê mais.</translation>
    </message>
    <message>
        <source>An administrator can undo it.</source>
        <translation>Um administrador pode desfazer.</translation>
    </message>
    <message>
        <source>{who} did this.</source>
        <translation>Quem fez isto foi {who}.</translation>
    </message>
    <message>
        <source>Only the author or an administrator undoes it.</source>
        <translation>Só o autor ou um administrador desfaz.</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Ainda não foi enviado</translation>
    </message>
    <message>
        <source>The ticket is closed.</source>
        <translation>O atendimento está encerrado.</translation>
    </message>
    <message>
        <source>Reopen it to go on working on it.</source>
        <translation>Reabra-o para continuar.</translation>
    </message>
    <message>
        <source>The ticket is open already.</source>
        <translation>O atendimento já está aberto.</translation>
    </message>
    <message>
        <source>It has been yours since {since}.</source>
        <translation>Já está com você desde {since}.</translation>
    </message>
    <message>
        <source>{who} has had it since {since}.</source>
        <translation>Está com {who} desde {since}.</translation>
    </message>
    <message>
        <source>To get it, have it handed over to you.</source>
        <translation>Para ficar com ele, peça o repasse.</translation>
    </message>
    <message>
        <source>Somebody was first</source>
        <translation>Alguém chegou antes</translation>
    </message>
    <message>
        <source>Your user is not linked to a staff member.</source>
        <translation>Seu usuário não está ligado a um colaborador.</translation>
    </message>
    <message>
        <source>An administrator can link them in the users.</source>
        <translation>Um administrador pode ligá-los em Usuários.</translation>
    </message>
    <message>
        <source>The ticket was answered already.</source>
        <translation>O atendimento já foi respondido.</translation>
    </message>
    <message>
        <source>Somebody with the right to cancel can do it.</source>
        <translation>Quem tem o direito de cancelar pode fazê-lo.</translation>
    </message>
    <message>
        <source>No way leads out of this stage.</source>
        <translation>Nenhuma condição sai desta etapa.</translation>
    </message>
    <message>
        <source>Somebody moved the ticket to “{stage}” in the meantime.</source>
        <translation>Alguém levou o atendimento para “{stage}” nesse meio-tempo.</translation>
    </message>
    <message>
        <source>Look at where it stands and advance it from there.</source>
        <translation>Veja onde ele está e avance a partir daí.</translation>
    </message>
    <message>
        <source>{who} changed this in the meantime to “{theirs}”.</source>
        <translation>{who} alterou isto nesse meio-tempo para “{theirs}”.</translation>
    </message>
    <message>
        <source>Choose which of the two values stays.</source>
        <translation>Escolha qual dos dois valores fica.</translation>
    </message>
    <message>
        <source>The ticket is there already.</source>
        <translation>O atendimento já está lá.</translation>
    </message>
    <message>
        <source>Say why: choose a reason or write a comment.</source>
        <translation>Diga por quê: escolha um motivo ou escreva um comentário.</translation>
    </message>
    <message>
        <source>This is not in use any more.</source>
        <translation>Isto não está mais em uso.</translation>
    </message>
    <message>
        <source>“{transition}” needs a reason.</source>
        <translation>“{transition}” pede um motivo.</translation>
    </message>
    <message>
        <source>“{transition}” needs a comment.</source>
        <translation>“{transition}” pede um comentário.</translation>
    </message>
    <message>
        <source>It is their turn already.</source>
        <translation>Já é a vez dele.</translation>
    </message>
    <message>
        <source>This ticket has no client.</source>
        <translation>Este atendimento não tem cliente.</translation>
    </message>
    <message>
        <source>This ticket has no attendant.</source>
        <translation>Este atendimento não tem atendente.</translation>
    </message>
    <message>
        <source>This ticket has an attendant.</source>
        <translation>Este atendimento tem atendente.</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <translation>Escolha um motivo.</translation>
    </message>
    <message>
        <source>Say in the comment why.</source>
        <translation>Diga no comentário por quê.</translation>
    </message>
    <message>
        <source>Say why it is opened again.</source>
        <translation>Diga por que ele é reaberto.</translation>
    </message>
    <message>
        <source>This entry was corrected already.</source>
        <translation>Esta entrada já foi corrigida.</translation>
    </message>
    <message>
        <source>Correct the newer text.</source>
        <translation>Corrija o texto mais novo.</translation>
    </message>
    <message>
        <source>This entry was undone.</source>
        <translation>Esta entrada foi desfeita.</translation>
    </message>
    <message>
        <source>Only what somebody wrote can be corrected.</source>
        <translation>Só se corrige o que alguém escreveu.</translation>
    </message>
    <message>
        <source>No file was chosen.</source>
        <translation>Nenhum arquivo foi escolhido.</translation>
    </message>
    <message>
        <source>{name} is larger than what the desk takes.</source>
        <translation>{name} é maior do que a base aceita.</translation>
    </message>
    <message>
        <source>Make it smaller, or send a link to it.</source>
        <translation>Diminua-o ou envie um link para ele.</translation>
    </message>
    <message>
        <source>The file has no name.</source>
        <translation>O arquivo não tem nome.</translation>
    </message>
    <message>
        <source>The client does not see {name} already.</source>
        <translation>O cliente já não vê {name}.</translation>
    </message>
    <message>
        <source>This address is a copy; it changes where it comes from.</source>
        <translation>Este endereço é uma cópia; ele muda na origem.</translation>
    </message>
    <message>
        <source>Choose “Manual” as its origin to write another one.</source>
        <translation>Escolha “Manual” como origem para escrever outro.</translation>
    </message>
    <message>
        <source>“{subject}” needs a login.</source>
        <translation>“{subject}” pede um login.</translation>
    </message>
    <message>
        <source>“{subject}” needs a contract.</source>
        <translation>“{subject}” pede um contrato.</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>Não há nada a enviar.</translation>
    </message>
    <message>
        <source>Write something or attach a file.</source>
        <translation>Escreva algo ou anexe um arquivo.</translation>
    </message>
    <message>
        <source>Only its author can correct an entry.</source>
        <translation>Só quem escreveu corrige a entrada.</translation>
    </message>
    <message>
        <source>An entry can be corrected for {minutes} minutes.</source>
        <translation>Uma entrada pode ser corrigida por {minutes} minutos.</translation>
    </message>
    <message>
        <source>Write a new one that says what is right.</source>
        <translation>Escreva uma nova com o que é certo.</translation>
    </message>
    <message>
        <source>{name} has {size}; {limit} are the most for one file.</source>
        <translation>{name} tem {size}; o limite por arquivo é {limit}.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} está vazio.</translation>
    </message>
    <message>
        <source>{name} could not be read: {reason}.</source>
        <translation>{name} não pôde ser lido: {reason}.</translation>
    </message>
    <message>
        <source>Check the file and attach it again.</source>
        <translation>Verifique o arquivo e anexe de novo.</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} é uma pasta.</translation>
    </message>
    <message>
        <source>Attach the files in it, or a ZIP of it.</source>
        <translation>Anexe os arquivos dela ou um ZIP.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation>{path} não pôde ser gravado: {reason}.</translation>
    </message>
    <message>
        <source>Choose another folder and save again.</source>
        <translation>Escolha outra pasta e salve de novo.</translation>
    </message>
    <message>
        <source>This file is no PDF that can be shown.</source>
        <translation>Este arquivo não é um PDF que possa ser mostrado.</translation>
    </message>
    <message>
        <source>Save it and open it with another program.</source>
        <translation>Salve-o e abra com outro programa.</translation>
    </message>
    <message>
        <source>The password may also have expired. Check both, or have an administrator give a new one.</source>
        <translation>A senha também pode ter vencido. Confira os dois ou peça uma nova a um administrador.</translation>
    </message>
    <message>
        <source>No known authority vouches for the server.</source>
        <translation>Nenhuma autoridade conhecida garante o servidor.</translation>
    </message>
    <message>
        <source>Name the file of the company&apos;s authority in the connection. ({detail})</source>
        <translation>Indique na conexão o arquivo da autoridade da empresa. ({detail})</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired.</source>
        <translation>O certificado do servidor venceu.</translation>
    </message>
    <message>
        <source>Who looks after {host} must renew it. Check the date of this computer as well.</source>
        <translation>Quem cuida de {host} precisa renová-lo. Confira também a data deste computador.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet.</source>
        <translation>O certificado do servidor ainda não vale.</translation>
    </message>
    <message>
        <source>Check the date and time of this computer. ({host})</source>
        <translation>Confira a data e a hora deste computador. ({host})</translation>
    </message>
    <message>
        <source>The certificate is another server&apos;s.</source>
        <translation>O certificado é de outro servidor.</translation>
    </message>
    <message>
        <source>Use the name that it bears. If the name is right, do not log in and tell who looks after the server. ({detail})</source>
        <translation>Use o nome que está nele. Se o nome está certo, não entre e avise quem cuida do servidor. ({detail})</translation>
    </message>
    <message>
        <source>The server offers no encryption (TLS).</source>
        <translation>O servidor não oferece cifra (TLS).</translation>
    </message>
    <message>
        <source>Nothing was sent: password and data could be read on the way. Tell its administrator.</source>
        <translation>Nada foi enviado: senha e dados poderiam ser lidos no caminho. Avise quem cuida dele.</translation>
    </message>
    <message>
        <source>No server of that name was found.</source>
        <translation>Não se encontrou um servidor com esse nome.</translation>
    </message>
    <message>
        <source>Check the name and the network. ({detail})</source>
        <translation>Confira o nome e a rede. ({detail})</translation>
    </message>
    <message>
        <source>The server did not answer within {seconds} s.</source>
        <translation>O servidor não respondeu em {seconds} s.</translation>
    </message>
    <message>
        <source>Check address, network and firewall. ({host}, port {port})</source>
        <translation>Confira o endereço, a rede e o firewall. ({host}, porta {port})</translation>
    </message>
    <message>
        <source>Nothing listens at port {port}.</source>
        <translation>Nada atende na porta {port}.</translation>
    </message>
    <message>
        <source>Check the port, and whether PostgreSQL is running at {host}.</source>
        <translation>Confira a porta e se o PostgreSQL está no ar em {host}.</translation>
    </message>
    <message>
        <source>The server is full.</source>
        <translation>O servidor está cheio.</translation>
    </message>
    <message>
        <source>It takes no more connections now. Try again in a moment.</source>
        <translation>Ele não aceita mais conexões agora. Tente de novo em instantes.</translation>
    </message>
    <message>
        <source>This user has too many windows open.</source>
        <translation>Este usuário tem janelas demais abertas.</translation>
    </message>
    <message>
        <source>Close pacdesk on another computer, then try again.</source>
        <translation>Feche o pacdesk em outro computador e tente de novo.</translation>
    </message>
    <message>
        <source>This user has no access to this desk.</source>
        <translation>Este usuário não tem acesso a esta base.</translation>
    </message>
    <message>
        <source>One of its administrators can give it.</source>
        <translation>Um administrador dela pode liberar.</translation>
    </message>
    <message>
        <source>This user may not log in to the server.</source>
        <translation>Este usuário não pode entrar no servidor.</translation>
    </message>
    <message>
        <source>An administrator can open the log-in.</source>
        <translation>Um administrador pode abrir o acesso.</translation>
    </message>
    <message>
        <source>The server&apos;s desk is of a newer pacdesk.</source>
        <translation>A base do servidor é de um pacdesk mais novo.</translation>
    </message>
    <message>
        <source>The server&apos;s desk is of an older pacdesk.</source>
        <translation>A base do servidor é de um pacdesk mais antigo.</translation>
    </message>
    <message>
        <source>Its owner brings it up to date: pacdesk server upgrade.</source>
        <translation>Quem é dono dela a atualiza: pacdesk server upgrade.</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>&amp;Server and its owner</source>
        <translation>&amp;Servidor e seu dono</translation>
    </message>
    <message>
        <source>Owner&apos;s &amp;password</source>
        <translation>S&amp;enha do dono</translation>
    </message>
    <message>
        <source>New &amp;file</source>
        <translation>Novo &amp;arquivo</translation>
    </message>
    <message>
        <source>Password to encrypt the file; empty: not encrypted</source>
        <translation>Senha para cifrar o arquivo; vazia: sem cifra</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>Recovery code, shown once: print it</source>
        <translation>Código de recuperação, mostrado uma só vez: imprima</translation>
    </message>
    <message>
        <source>Bring this desk to a file</source>
        <translation>Trazer esta base para um arquivo</translation>
    </message>
    <message>
        <source>Bring it</source>
        <translation>Trazer</translation>
    </message>
    <message>
        <source>Carry this desk to a server</source>
        <translation>Levar esta base para um servidor</translation>
    </message>
    <message>
        <source>Carry it</source>
        <translation>Levar</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Everything goes along: clients, tickets with their histories, files, users and the next numbers. Drafts and the layout of windows stay on each computer. This desk stays as it is, and says that it was carried away.</source>
        <translation>Tudo vai junto: clientes, atendimentos com seus históricos, arquivos, usuários e os próximos números. Rascunhos e a disposição das janelas ficam em cada computador. Esta base continua como está e passa a avisar que foi levada.</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>Novo arquivo</translation>
    </message>
    <message>
        <source>Desks (*.pacdesk)</source>
        <translation>Bases (*.pacdesk)</translation>
    </message>
    <message>
        <source>It is running</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Fill this in</source>
        <translation>Preencha</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>Copiando antes</translation>
    </message>
    <message>
        <source>Carrying rows</source>
        <translation>Levando registros</translation>
    </message>
    <message>
        <source>Carrying files</source>
        <translation>Levando arquivos</translation>
    </message>
    <message>
        <source>Making indexes</source>
        <translation>Montando índices</translation>
    </message>
    <message>
        <source>Checking what arrived</source>
        <translation>Conferindo o que chegou</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>{tickets} tickets, {events} entries and {files} files, counted and checked.</source>
        <translation>{tickets} atendimentos, {events} eventos e {files} arquivos, contados e conferidos.</translation>
    </message>
    <message>
        <source>{problems} problems were there before: run the check.</source>
        <translation>{problems} problemas já existiam antes: rode a verificação.</translation>
    </message>
    <message>
        <source>Each user needs a log-in at the server now.</source>
        <translation>Cada usuário precisa agora de um acesso no servidor.</translation>
    </message>
    <message>
        <source>The server takes no such names for a log-in; change them first: {names}</source>
        <translation>Estes nomes o servidor não aceita como acesso; mude-os antes: {names}</translation>
    </message>
    <message>
        <source>Let in at the server before, and no users of this desk: {names}</source>
        <translation>Já tinham acesso ao servidor e não são usuários desta base: {names}</translation>
    </message>
    <message>
        <source>Everything arrived.</source>
        <translation>Tudo chegou.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Interrompido.</translation>
    </message>
    <message>
        <source>Nothing has changed anywhere.</source>
        <translation>Nada mudou em lugar nenhum.</translation>
    </message>
</context>
<context>
    <name>MoveTicketsDialog</name>
    <message>
        <source>Move tickets to this version</source>
        <translation>Mover atendimentos para esta versão</translation>
    </message>
    <message>
        <source>Why (kept with each ticket)</source>
        <translation>Por quê (fica em cada atendimento)</translation>
    </message>
    <message>
        <source>Move open tickets to version {number}</source>
        <translation>Mover atendimentos abertos para a versão {number}</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>versão {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n atendimento</numerusform>
            <numerusform>%n atendimentos</numerusform>
        </translation>
    </message>
    <message>
        <source>{stage} becomes</source>
        <translation>{stage} passa a ser</translation>
    </message>
    <message>
        <source>Choose a stage</source>
        <translation>Escolha uma etapa</translation>
    </message>
    <message>
        <source>Nothing suggests itself: say where they go.</source>
        <translation>Nenhuma etapa corresponde: diga para onde vão.</translation>
    </message>
    <message>
        <source>{field} is empty in {count}</source>
        <translation>{field} está vazio em {count}</translation>
    </message>
    <message>
        <source>the new flow has no such move; it is marked in the history</source>
        <translation>o novo fluxo não tem esse caminho; ele fica marcado no histórico</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>Nada falta.</translation>
    </message>
    <message>
        <source>No open ticket is on another version</source>
        <translation>Nenhum atendimento aberto está em outra versão</translation>
    </message>
    <message>
        <source>Nothing to move.</source>
        <translation>Nada a mover.</translation>
    </message>
    <message>
        <source>Values stay where the field is the same. Whose turn it is stays too; nothing is sent and nothing happens by itself.</source>
        <translation>Os valores ficam onde o campo é o mesmo. De quem é a vez também fica; nada é enviado e nada acontece sozinho.</translation>
    </message>
    <message numerus="yes">
        <source>Move %n ticket(s)</source>
        <translation>
            <numerusform>Mover %n atendimento</numerusform>
            <numerusform>Mover %n atendimentos</numerusform>
        </translation>
    </message>
    <message>
        <source>Move tickets</source>
        <translation>Mover atendimentos</translation>
    </message>
    <message>
        <source>Too many for one change.</source>
        <translation>São demais para uma só mudança.</translation>
    </message>
    <message>
        <source>They go in steps of {count}; each step is undone on its own, in the history.</source>
        <translation>Vão em passos de {count}; cada passo se desfaz sozinho, no histórico.</translation>
    </message>
    <message>
        <source>There is nothing to move</source>
        <translation>Não há nada a mover</translation>
    </message>
    <message>
        <source>The version is a draft: publish it first</source>
        <translation>A versão é um rascunho: publique-a antes</translation>
    </message>
    <message>
        <source>Say where these go: {stages}</source>
        <translation>Diga para onde vão: {stages}</translation>
    </message>
    <message>
        <source>It is running</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Moving tickets</source>
        <translation>Movendo atendimentos</translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s) moved</source>
        <translation>
            <numerusform>%n atendimento movido</numerusform>
            <numerusform>%n atendimentos movidos</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} moved</source>
        <translation>{count} movidos</translation>
    </message>
</context>
<context>
    <name>Moved</name>
    <message>
        <source>This desk was carried away.</source>
        <translation>Esta base foi levada para outro lugar.</translation>
    </message>
    <message>
        <source>Since {when} the work goes on at {place}; what is written here does not get there.</source>
        <translation>Desde {when} o trabalho continua em {place}; o que for gravado aqui não chega lá.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>&amp;Carry this desk to a server…</source>
        <translation>&amp;Levar esta base para um servidor…</translation>
    </message>
    <message>
        <source>&amp;Bring this desk to a file…</source>
        <translation>&amp;Trazer esta base para um arquivo…</translation>
    </message>
    <message>
        <source>Open a desk first</source>
        <translation>Abra uma base antes</translation>
    </message>
    <message>
        <source>This desk is not in a file of yours</source>
        <translation>Esta base não está em um arquivo seu</translation>
    </message>
    <message>
        <source>This desk is not on a server</source>
        <translation>Esta base não está em um servidor</translation>
    </message>
    <message>
        <source>Only an administrator can carry a desk away</source>
        <translation>Só um administrador pode levar uma base</translation>
    </message>
</context>
<context>
    <name>NewDeskForm</name>
    <message>
        <source>My desk</source>
        <translation>Minha base</translation>
    </message>
    <message>
        <source>Place of the desk</source>
        <translation>Lugar da base</translation>
    </message>
    <message>
        <source>Desks (*.pacdesk)</source>
        <translation>Bases (*.pacdesk)</translation>
    </message>
    <message>
        <source>Say where the desk is to be.</source>
        <translation>Diga onde a base deve ficar.</translation>
    </message>
    <message>
        <source>This computer has no keyring: a password is the only way to keep the key.</source>
        <translation>Este computador não tem chaveiro: uma senha é o único jeito de guardar a chave.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>As duas são diferentes.</translation>
    </message>
    <message>
        <source>Start a local desk</source>
        <translation>Começar base local</translation>
    </message>
    <message>
        <source>Everything is in one file on this computer, with its files beside it.</source>
        <translation>Tudo fica num arquivo neste computador, com os anexos ao lado.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>P&amp;lace</source>
        <translation>&amp;Lugar</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>&amp;Encrypt the desk (recommended)</source>
        <translation>Cifrar a &amp;base (recomendado)</translation>
    </message>
    <message>
        <source>Encrypt the desk (recommended)</source>
        <translation>Cifrar a base (recomendado)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>S&amp;enha</translation>
    </message>
    <message>
        <source>Password &amp;again</source>
        <translation>Senha &amp;de novo</translation>
    </message>
    <message>
        <source>May stay empty: this computer&apos;s keyring then opens the desk.</source>
        <translation>Pode ficar vazia: então o chaveiro deste computador abre a base.</translation>
    </message>
    <message>
        <source>Create desk</source>
        <translation>Criar base</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>NewTicketFields</name>
    <message>
        <source>Fields of the type</source>
        <translation>Campos do tipo</translation>
    </message>
    <message>
        <source>Stage it begins in</source>
        <translation>Etapa em que começa</translation>
    </message>
    <message>
        <source>Needed to leave “{stage}”: {fields}</source>
        <translation>Necessário para sair de “{stage}”: {fields}</translation>
    </message>
    <message>
        <source>Not filled in while in “{stage}”: {fields}</source>
        <translation>Não se preenche na etapa “{stage}”: {fields}</translation>
    </message>
</context>
<context>
    <name>NewTicketForm</name>
    <message>
        <source>&amp;For</source>
        <translation>P&amp;ara</translation>
    </message>
    <message>
        <source>&amp;Client</source>
        <translation>Clie&amp;nte</translation>
    </message>
    <message>
        <source>C&amp;ontact</source>
        <translation>&amp;Contato</translation>
    </message>
    <message>
        <source>&amp;Login</source>
        <translation>&amp;Login</translation>
    </message>
    <message>
        <source>Co&amp;ntract</source>
        <translation>Cont&amp;rato</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>O pedido</translation>
    </message>
    <message>
        <source>&amp;Subject</source>
        <translation>Ass&amp;unto</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>Títul&amp;o</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Grupo</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>T&amp;ipo</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Prioridade</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>De&amp;scrição</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Anexos</translation>
    </message>
    <message>
        <source>Who does it and when</source>
        <translation>Quem faz e quando</translation>
    </message>
    <message>
        <source>Depart&amp;ment</source>
        <translation>&amp;Departamento</translation>
    </message>
    <message>
        <source>&amp;Attendant</source>
        <translation>A&amp;tendente</translation>
    </message>
    <message>
        <source>Complementar&amp;y status</source>
        <translation>Status complementar</translation>
    </message>
    <message>
        <source>&amp;Reserved date</source>
        <translation>Data reser&amp;vada</translation>
    </message>
    <message>
        <source>&amp;Best time</source>
        <translation>Melhor &amp;horário</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Address taken &amp;from</source>
        <translation>Origem do &amp;endereço</translation>
    </message>
    <message>
        <source>CEP</source>
        <translation>CEP</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Logradouro</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Complement</source>
        <translation>Complemento</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Bairro</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Cidade</translation>
    </message>
    <message>
        <source>State</source>
        <translation>UF</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Opening message</source>
        <translation>Mensagem de abertura</translation>
    </message>
    <message>
        <source>Canned m&amp;essage</source>
        <translation>Mensagem padrão</translation>
    </message>
    <message>
        <source>&amp;Who sees it</source>
        <translation>&amp;Quem vê</translation>
    </message>
    <message>
        <source>Messa&amp;ge</source>
        <translation>&amp;Mensagem</translation>
    </message>
</context>
<context>
    <name>NewTicketPage</name>
    <message>
        <source>New ticket · {client}</source>
        <translation>Novo atendimento · {client}</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
    <message>
        <source>Open ticket</source>
        <translation>Abrir atendimento</translation>
    </message>
    <message>
        <source>Your user may not open tickets</source>
        <translation>Seu usuário não pode abrir atendimentos</translation>
    </message>
    <message>
        <source>Protocol, ID and status come by themselves.</source>
        <translation>Protocolo, ID e status vêm sozinhos.</translation>
    </message>
    <message>
        <source>Fills in what is usual for it</source>
        <translation>Preenche o que é usual nele</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Todos os grupos</translation>
    </message>
    <message>
        <source>“{subject}” would change what you filled in.</source>
        <translation>“{subject}” mudaria o que você preencheu.</translation>
    </message>
    <message>
        <source>Use the subject&apos;s</source>
        <translation>Usar o do assunto</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Manter o meu</translation>
    </message>
    <message>
        <source>Comes with the address</source>
        <translation>Vem com o endereço</translation>
    </message>
    <message>
        <source>There is no address there</source>
        <translation>Não há endereço ali</translation>
    </message>
    <message>
        <source>Ticket {protocol} was opened</source>
        <translation>Atendimento {protocol} aberto</translation>
    </message>
    <message>
        <source>The client sees it</source>
        <translation>O cliente vê</translation>
    </message>
    <message>
        <source>Only the team sees it</source>
        <translation>Só a equipe vê</translation>
    </message>
    <message>
        <source>Typed here</source>
        <translation>Digitado aqui</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>O cliente</translation>
    </message>
    <message>
        <source>The login</source>
        <translation>O login</translation>
    </message>
    <message>
        <source>The contract</source>
        <translation>O contrato</translation>
    </message>
</context>
<context>
    <name>NothingPanel</name>
    <message>
        <source>New stage</source>
        <translation>Nova etapa</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>Novo campo</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n etapa</numerusform>
            <numerusform>%n etapas</numerusform>
        </translation>
    </message>
    <message>
        <source>No stage</source>
        <translation>Nenhuma etapa</translation>
    </message>
    <message numerus="yes">
        <source>%n transition(s)</source>
        <translation>
            <numerusform>%n condição</numerusform>
            <numerusform>%n condições</numerusform>
        </translation>
    </message>
    <message>
        <source>No transition</source>
        <translation>Nenhuma condição</translation>
    </message>
    <message numerus="yes">
        <source>%n custom field(s)</source>
        <translation>
            <numerusform>%n campo próprio</numerusform>
            <numerusform>%n campos próprios</numerusform>
        </translation>
    </message>
    <message>
        <source>No custom field</source>
        <translation>Nenhum campo próprio</translation>
    </message>
    <message>
        <source>Choose a stage, a transition or a field to see and change it.</source>
        <translation>Escolha uma etapa, uma condição ou um campo para ver e mudar.</translation>
    </message>
    <message>
        <source>Drag from the dot at a stage&apos;s right edge to lead on from it.</source>
        <translation>Arraste a partir do ponto na borda direita de uma etapa para seguir dela.</translation>
    </message>
</context>
<context>
    <name>OneChoice</name>
    <message>
        <source>{value} (not offered any more)</source>
        <translation>{value} (não é mais oferecido)</translation>
    </message>
</context>
<context>
    <name>OrganizationDialog</name>
    <message>
        <source>New organization</source>
        <translation>Nova organização</translation>
    </message>
    <message>
        <source>Save organization</source>
        <translation>Salvar organização</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>OrganizationForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>No&amp;me</translation>
    </message>
    <message>
        <source>&amp;CNPJ</source>
        <translation>C&amp;NPJ</translation>
    </message>
    <message>
        <source>Client port&amp;folio</source>
        <translation>Carteira de C&amp;lientes</translation>
    </message>
    <message>
        <source>No&amp;tes</source>
        <translation>O&amp;bservações</translation>
    </message>
</context>
<context>
    <name>OwnFields</name>
    <message>
        <source>Manual</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>The client&apos;s</source>
        <translation>Do cliente</translation>
    </message>
    <message>
        <source>The login&apos;s</source>
        <translation>Do login</translation>
    </message>
    <message>
        <source>The contract&apos;s</source>
        <translation>Do contrato</translation>
    </message>
    <message>
        <source>Read-only in the stage {stage}</source>
        <translation>Só leitura na etapa {stage}</translation>
    </message>
    <message>
        <source>Your permission group does not show or change this</source>
        <translation>Seu grupo de permissões não mostra nem altera este dado</translation>
    </message>
    <message>
        <source>A copy; choose “Manual” to write another one</source>
        <translation>Uma cópia; escolha “Manual” para escrever outro</translation>
    </message>
</context>
<context>
    <name>OwnLogIn</name>
    <message>
        <source>Your log-in to {desk}</source>
        <translation>Sua entrada em {desk}</translation>
    </message>
    <message>
        <source>Computers you logged in from</source>
        <translation>Computadores em que você entrou</translation>
    </message>
    <message>
        <source>Only the password is asked for.</source>
        <translation>Só a senha é pedida.</translation>
    </message>
    <message>
        <source>Ask for a code too…</source>
        <translation>Pedir também um código…</translation>
    </message>
    <message>
        <source>A code is asked for after the password, since {when}. Recovery codes left: {n}.</source>
        <translation>Um código é pedido depois da senha, desde {when}. Códigos de recuperação restantes: {n}.</translation>
    </message>
    <message>
        <source>Ask for no code any more…</source>
        <translation>Não pedir mais código…</translation>
    </message>
    <message>
        <source>The code guards the way in through pacdesk. Whoever has the password and another program can still reach the server without it.</source>
        <translation>O código protege a entrada pelo pacdesk. Quem tem a senha e outro programa ainda alcança o servidor sem ele.</translation>
    </message>
    <message>
        <source>The code comes from an authenticator app on your telephone, new each 30 seconds.</source>
        <translation>O código vem de um aplicativo autenticador no telefone e muda a cada 30 segundos.</translation>
    </message>
</context>
<context>
    <name>PendingChips</name>
    <message>
        <source>Remove {name}</source>
        <translation>Remover {name}</translation>
    </message>
</context>
<context>
    <name>PermissionGroupForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Tickets that its users see</source>
        <translation>&amp;Atendimentos que seus usuários veem</translation>
    </message>
    <message>
        <source>New users come into this &amp;group</source>
        <translation>Novos usuários entram neste &amp;grupo</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Direitos</translation>
    </message>
    <message>
        <source>What its users do not see</source>
        <translation>O que seus usuários não veem</translation>
    </message>
    <message>
        <source>&amp;Blocked ticket types</source>
        <translation>Tipos de atendimento &amp;bloqueados</translation>
    </message>
    <message>
        <source>Personal data co&amp;vered</source>
        <translation>Dados pessoais o&amp;cultos</translation>
    </message>
    <message>
        <source>Personal data &amp;locked</source>
        <translation>Dados pessoais &amp;travados</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Name, CPF or CNPJ, telephone, e-mail or log-in</source>
        <translation>Nome, CPF ou CNPJ, telefone, e-mail ou login</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>Pessoas localizadas</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corrigir</translation>
    </message>
    <message>
        <source>Note a request</source>
        <translation>Anotar solicitação</translation>
    </message>
    <message>
        <source>Legal hold</source>
        <translation>Bloqueio legal</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>Apagar…</translation>
    </message>
    <message>
        <source>Choose one of the list</source>
        <translation>Escolha alguém na lista</translation>
    </message>
    <message>
        <source>Everything about the person shows here.</source>
        <translation>Tudo sobre a pessoa aparece aqui.</translation>
    </message>
    <message>
        <source>Nobody was found</source>
        <translation>Ninguém foi localizado</translation>
    </message>
    <message>
        <source>Try a part of the name, or the number alone.</source>
        <translation>Tente uma parte do nome, ou só o número.</translation>
    </message>
    <message>
        <source>Whose data?</source>
        <translation>Dados de quem?</translation>
    </message>
    <message>
        <source>Clients, contacts, access logins and staff are found here, also those deleted.</source>
        <translation>Aqui se localizam clientes, contatos, logins de acesso e colaboradores, também os excluídos.</translation>
    </message>
    <message>
        <source>Corrected in the form.</source>
        <translation>Corrigido na ficha.</translation>
    </message>
    <message>
        <source>What stands in the way of erasing</source>
        <translation>O que impede apagar</translation>
    </message>
    <message>
        <source>This person was erased.</source>
        <translation>Esta pessoa foi apagada.</translation>
    </message>
    <message>
        <source>Only what counts is left.</source>
        <translation>Só resta o que conta.</translation>
    </message>
    <message>
        <source>Not everything is in your sight.</source>
        <translation>Você não vê tudo.</translation>
    </message>
    <message>
        <source>Who sees every portfolio and ticket may export and erase.</source>
        <translation>Quem vê todas as carteiras e atendimentos pode exportar e apagar.</translation>
    </message>
    <message>
        <source>Texts elsewhere that name this person</source>
        <translation>Textos de outros lugares que citam esta pessoa</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>e mais %n</numerusform>
            <numerusform>e mais %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything is in your sight</source>
        <translation>Você não vê tudo</translation>
    </message>
    <message>
        <source>Holds are on clients and tickets</source>
        <translation>Bloqueios são de clientes e atendimentos</translation>
    </message>
    <message>
        <source>Folder for the person&apos;s data</source>
        <translation>Pasta para os dados da pessoa</translation>
    </message>
    <message>
        <source>Writing the person&apos;s data</source>
        <translation>Gravando os dados da pessoa</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Salvo como {name}</translation>
    </message>
    <message>
        <source>Erased: now {name}</source>
        <translation>Apagado: agora é {name}</translation>
    </message>
    <message>
        <source>The person&apos;s data</source>
        <translation>Os dados da pessoa</translation>
    </message>
</context>
<context>
    <name>PlayPanel</name>
    <message>
        <source>Whose view</source>
        <translation>Visão de quem</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipe</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Recomeçar</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Voltar um passo</translation>
    </message>
    <message>
        <source>Comment of the next move</source>
        <translation>Comentário do próximo passo</translation>
    </message>
    <message>
        <source>Reason of the next move</source>
        <translation>Motivo do próximo passo</translation>
    </message>
    <message>
        <source>The way so far</source>
        <translation>O caminho até aqui</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Lista de verificação</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Moves from here</source>
        <translation>Passos a partir daqui</translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation>Quem você é</translation>
    </message>
    <message>
        <source>It is at its beginning</source>
        <translation>Está no começo</translation>
    </message>
    <message>
        <source>The flow has no entry</source>
        <translation>O fluxo não tem entrada</translation>
    </message>
    <message>
        <source>Mark a stage as the default entry.</source>
        <translation>Marque uma etapa como entrada padrão.</translation>
    </message>
    <message>
        <source>{item} (required)</source>
        <translation>{item} (obrigatório)</translation>
    </message>
    <message>
        <source>{label} → {target}, by itself</source>
        <translation>{label} → {target}, sozinho</translation>
    </message>
    <message>
        <source>The ticket is at its end.</source>
        <translation>O atendimento chegou ao fim.</translation>
    </message>
    <message>
        <source>Nothing leads out of here.</source>
        <translation>Nenhuma condição sai daqui.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>to fill: {fields}</source>
        <translation>a preencher: {fields}</translation>
    </message>
    <message>
        <source>to tick: {items}</source>
        <translation>a marcar: {items}</translation>
    </message>
    <message>
        <source>needs a reason</source>
        <translation>pede motivo</translation>
    </message>
    <message>
        <source>needs a comment</source>
        <translation>pede comentário</translation>
    </message>
    <message>
        <source>Opened in {stage}</source>
        <translation>Aberto em {stage}</translation>
    </message>
    <message>
        <source>{origin} → {target}: {label}</source>
        <translation>{origin} → {target}: {label}</translation>
    </message>
    <message>
        <source>filled: {fields}</source>
        <translation>preenchido: {fields}</translation>
    </message>
</context>
<context>
    <name>PortfolioForm</name>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Descrição</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>C&amp;or</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>Portfolios</name>
    <message>
        <source>Empty: outside every portfolio</source>
        <translation>Vazio: fora de carteira</translation>
    </message>
    <message>
        <source>Empty: outside, like {organization}</source>
        <translation>Vazio: fora de carteira, como {organization}</translation>
    </message>
    <message>
        <source>Empty: {name}, inherited from {organization}</source>
        <translation>Vazio: {name}, herdada de {organization}</translation>
    </message>
    <message>
        <source>Your user may not set portfolios</source>
        <translation>Seu usuário não pode definir carteiras</translation>
    </message>
    <message>
        <source>Setting the portfolio of clients</source>
        <translation>Definindo a carteira de clientes</translation>
    </message>
    <message>
        <source>{done} of {total} clients were set. The others stay: {why}</source>
        <translation>{done} de {total} clientes foram definidos. Os outros ficam como estão: {why}</translation>
    </message>
    <message>
        <source>Stopped: {done} of {total} clients were set</source>
        <translation>Interrompido: {done} de {total} clientes foram definidos</translation>
    </message>
    <message>
        <source>Portfolio set. Clients: {count}</source>
        <translation>Carteira definida. Clientes: {count}</translation>
    </message>
    <message>
        <source>Its tickets without a client stand there</source>
        <translation>Onde ficam os atendimentos dele sem cliente</translation>
    </message>
</context>
<context>
    <name>PortfoliosPane</name>
    <message>
        <source>Attendants see only the portfolios they work in</source>
        <translation>Os atendentes veem só as carteiras em que trabalham</translation>
    </message>
    <message>
        <source>Portfolios cut nothing any more: all see all clients</source>
        <translation>As carteiras não limitam mais: todos veem todos os clientes</translation>
    </message>
    <message>
        <source>Portfolios cut what attendants see</source>
        <translation>Carteiras limitam o que os atendentes veem</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informações</translation>
    </message>
    <message>
        <source>Attendants</source>
        <translation>Atendentes</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>{name} is writing</source>
        <translation>{name} escreve</translation>
    </message>
    <message>
        <source>{name} is here</source>
        <translation>{name} está aqui</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n dossiê</numerusform>
            <numerusform>%n dossiês</numerusform>
        </translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Dossiê</translation>
    </message>
    <message>
        <source>Dossier {protocol}</source>
        <translation>Dossiê {protocol}</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Para quem</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Interno</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Auditoria</translation>
    </message>
    <message>
        <source>With &amp;attachments as pages</source>
        <translation>Com &amp;anexos como páginas</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Menor</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Maior</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Salvar em PDF…</translation>
    </message>
    <message>
        <source>Dossiers</source>
        <translation>Dossiês</translation>
    </message>
    <message>
        <source>Pages of the dossier</source>
        <translation>Páginas do dossiê</translation>
    </message>
    <message>
        <source>Making the dossier</source>
        <translation>Gerando o dossiê</translation>
    </message>
    <message>
        <source>The dossier is being made</source>
        <translation>O dossiê está sendo gerado</translation>
    </message>
    <message>
        <source>Making the dossier…</source>
        <translation>Gerando o dossiê…</translation>
    </message>
    <message>
        <source>Save all as PDF…</source>
        <translation>Salvar todos em PDF…</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Gerar de novo</translation>
    </message>
    <message>
        <source>Stopped: no dossier was made</source>
        <translation>Interrompido: nenhum dossiê foi gerado</translation>
    </message>
    <message>
        <source>No dossier was made</source>
        <translation>Nenhum dossiê foi gerado</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Página {page} de {count}</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Salvar em PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Folder for the PDFs</source>
        <translation>Pasta para os PDFs</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Salvo como {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) saved</source>
        <translation>
            <numerusform>%n dossiê salvo</numerusform>
            <numerusform>%n dossiês salvos</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving the dossiers</source>
        <translation>Salvando os dossiês</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Sent to the printer</source>
        <translation>Enviado à impressora</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Imprimindo</translation>
    </message>
</context>
<context>
    <name>PriorityBars</name>
    <message>
        <source>Priority: {level}</source>
        <translation>Prioridade: {level}</translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message>
        <source>Record</source>
        <translation>Cadastro</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contatos</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Endereços</translation>
    </message>
    <message>
        <source>Access logins</source>
        <translation>Logins de acesso</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Contratos</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Atendimentos</translation>
    </message>
    <message>
        <source>Entries of tickets</source>
        <translation>Registros de atendimentos</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Campos próprios</translation>
    </message>
    <message>
        <source>Understandings</source>
        <translation>Entendimentos</translation>
    </message>
    <message>
        <source>Stays in stages</source>
        <translation>Passagens por etapas</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Arquivos</translation>
    </message>
    <message>
        <source>User of the desk</source>
        <translation>Usuário da base</translation>
    </message>
    <message>
        <source>Entries signed</source>
        <translation>Registros assinados</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitações</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>Histórico de alterações</translation>
    </message>
    <message>
        <source>Record of reads</source>
        <translation>Registro de consultas</translation>
    </message>
    <message>
        <source>Mentions elsewhere</source>
        <translation>Menções em outros lugares</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organização</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Access login</source>
        <translation>Login de acesso</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>Colaborador</translation>
    </message>
    <message>
        <source>Whether there is data</source>
        <translation>Confirmação de que há dados</translation>
    </message>
    <message>
        <source>Access to the data</source>
        <translation>Acesso aos dados</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Correção</translation>
    </message>
    <message>
        <source>Anonymisation or blocking</source>
        <translation>Anonimização ou bloqueio</translation>
    </message>
    <message>
        <source>Portability</source>
        <translation>Portabilidade</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>Eliminação</translation>
    </message>
    <message>
        <source>With whom it was shared</source>
        <translation>Com quem se compartilhou</translation>
    </message>
    <message>
        <source>Consent taken back</source>
        <translation>Revogação do consentimento</translation>
    </message>
    <message>
        <source>History of the demand (SAC)</source>
        <translation>Histórico da demanda (SAC)</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aberta</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>respondida</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>recusada</translation>
    </message>
    <message>
        <source>Texts of closed tickets</source>
        <translation>Textos de atendimentos encerrados</translation>
    </message>
    <message>
        <source>Protocol, course, times and sums stay</source>
        <translation>Protocolo, andamento, datas e valores ficam</translation>
    </message>
    <message>
        <source>Files of closed tickets</source>
        <translation>Arquivos de atendimentos encerrados</translation>
    </message>
    <message>
        <source>Recordings stay 90 days at least</source>
        <translation>Gravações ficam ao menos 90 dias</translation>
    </message>
    <message>
        <source>Former clients</source>
        <translation>Antigos clientes</translation>
    </message>
    <message>
        <source>Without a contract in force nor an open ticket: by pseudonym</source>
        <translation>Sem contrato em vigor nem atendimento aberto: por pseudônimo</translation>
    </message>
    <message>
        <source>Images in the history of changes</source>
        <translation>Imagens no histórico de alterações</translation>
    </message>
    <message>
        <source>Who changed what and when stays</source>
        <translation>Quem mudou o quê e quando fica</translation>
    </message>
    <message>
        <source>Record of reads and exports</source>
        <translation>Registro de consultas e exportações</translation>
    </message>
    <message>
        <source>Who saw covered data, who took data out</source>
        <translation>Quem viu dados ocultos, quem levou dados</translation>
    </message>
    <message>
        <source>Answered requests of data subjects</source>
        <translation>Solicitações respondidas de titulares</translation>
    </message>
    <message>
        <source>What, when and how it ended stays</source>
        <translation>O quê, quando e como terminou fica</translation>
    </message>
    <message>
        <source>Texts that name this person and stay all the same: {count} (legal hold, time of the SAC decree, or records of others)</source>
        <translation>Textos que citam a pessoa e ficam mesmo assim: {count} (bloqueio legal, prazo do SAC ou cadastro de outros)</translation>
    </message>
    <message>
        <source>Texts elsewhere that still name the person: {count}</source>
        <translation>Textos em outros lugares que ainda citam a pessoa: {count}</translation>
    </message>
    <message>
        <source>Known computers</source>
        <translation>Computadores conhecidos</translation>
    </message>
</context>
<context>
    <name>PrivacyMenu</name>
    <message>
        <source>Data protection (L&amp;GPD)</source>
        <translation>Proteção de dados (&amp;LGPD)</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>An administrator gives it in the permission groups.</source>
        <translation>Um administrador o dá nos grupos de permissões.</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;Pessoas</translation>
    </message>
    <message>
        <source>&amp;Requests</source>
        <translation>&amp;Solicitações</translation>
    </message>
    <message>
        <source>Re&amp;tention</source>
        <translation>Re&amp;tenção</translation>
    </message>
    <message>
        <source>&amp;Legal holds</source>
        <translation>&amp;Bloqueios legais</translation>
    </message>
    <message>
        <source>Er&amp;ased</source>
        <translation>Ap&amp;agados</translation>
    </message>
    <message>
        <source>Data protection (LGPD)</source>
        <translation>Proteção de dados (LGPD)</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>keeps it from being published</source>
        <translation>impede a publicação</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>aviso</translation>
    </message>
    <message>
        <source>Make “{stage}” the entry</source>
        <translation>Entrar por “{stage}”</translation>
    </message>
    <message>
        <source>Keep only the first</source>
        <translation>Deixar só a primeira</translation>
    </message>
    <message>
        <source>Show field</source>
        <translation>Mostrar campo</translation>
    </message>
    <message>
        <source>Wait one business day</source>
        <translation>Esperar um dia útil</translation>
    </message>
    <message>
        <source>Take the duration out</source>
        <translation>Tirar a duração</translation>
    </message>
    <message>
        <source>Take the rule out</source>
        <translation>Tirar a regra</translation>
    </message>
    <message>
        <source>Do not ask for it</source>
        <translation>Não pedir</translation>
    </message>
    <message>
        <source>Take the first value out</source>
        <translation>Tirar o valor inicial</translation>
    </message>
    <message>
        <source>Remove empty items</source>
        <translation>Remover itens vazios</translation>
    </message>
    <message>
        <source>Allow changes</source>
        <translation>Permitir mudança</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>Ctrl+Enter: {verb}</source>
        <translation>Ctrl+Enter: {verb}</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Verificar de novo</translation>
    </message>
    <message>
        <source>Nothing is wrong with this flow.</source>
        <translation>Não há nada errado neste fluxo.</translation>
    </message>
</context>
<context>
    <name>ProblemsView</name>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>example data</source>
        <translation>dados de exemplo</translation>
    </message>
    <message>
        <source>No ticket {number} here</source>
        <translation>Nenhum atendimento {number} aqui</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Resolved</source>
        <translation>Solucionado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abertos</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meus</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Não atribuídos</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Vencem hoje</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Vencidos</translation>
    </message>
    <message>
        <source>Waiting for client</source>
        <translation>Aguardando cliente</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abertura</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Assumido</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>Repasse</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Alteração</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Anexo</translation>
    </message>
    <message>
        <source>File hidden</source>
        <translation>Anexo oculto</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Correção</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Conferência</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Encaminhado</translation>
    </message>
    <message>
        <source>Referral ended</source>
        <translation>Fim do encaminhamento</translation>
    </message>
    <message>
        <source>Approval asked</source>
        <translation>Pediu aprovação</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decisão</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Reabertura</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Desfeito</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Ninguém</translation>
    </message>
    <message>
        <source>client</source>
        <translation>cliente</translation>
    </message>
    <message>
        <source>third party</source>
        <translation>terceiro</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>não lido</translation>
    </message>
    <message>
        <source>stage {stage}</source>
        <translation>etapa {stage}</translation>
    </message>
    <message>
        <source>priority {priority}</source>
        <translation>prioridade {priority}</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocolo</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Assunto</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Prazo</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Novidade</translation>
    </message>
    <message>
        <source>Opened on</source>
        <translation>Aberto em</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>Outro número</translation>
    </message>
</context>
<context>
    <name>QueueDock</name>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Ticket taken!</source>
        <translation>Atendimento assumido com sucesso!</translation>
    </message>
    <message>
        <source>No ticket of “{view}” has “{words}”</source>
        <translation>Nenhum atendimento de “{view}” tem “{words}”</translation>
    </message>
    <message>
        <source>The filter looks at this view only.</source>
        <translation>O filtro só vê esta visão.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Limpar filtro</translation>
    </message>
    <message>
        <source>Look in all tickets</source>
        <translation>Procurar em todos os atendimentos</translation>
    </message>
    <message>
        <source>No ticket of “{view}” is in “{stage}”</source>
        <translation>Nenhum atendimento de “{view}” está em “{stage}”</translation>
    </message>
    <message>
        <source>Only one type or stage is shown now.</source>
        <translation>Só um tipo ou etapa aparece agora.</translation>
    </message>
    <message>
        <source>Show all stages</source>
        <translation>Mostrar todas as etapas</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
    <message>
        <source>See all open ones</source>
        <translation>Ver todos os abertos</translation>
    </message>
    <message>
        <source>No ticket of “{view}” is yours to see</source>
        <translation>Nenhum atendimento de “{view}” é visível para você</translation>
    </message>
    <message>
        <source>The view is shared with your team; each sees in it what he sees anyway.</source>
        <translation>A visão é compartilhada com a sua equipe; cada um vê nela o que já pode ver.</translation>
    </message>
    <message>
        <source>No open tickets</source>
        <translation>Nenhum atendimento aberto</translation>
    </message>
    <message>
        <source>A new one shows up here as soon as somebody opens it.</source>
        <translation>Um novo aparece aqui assim que alguém o abre.</translation>
    </message>
    <message>
        <source>You have no open tickets</source>
        <translation>Você não tem atendimentos abertos</translation>
    </message>
    <message>
        <source>Take one of those that nobody has taken yet.</source>
        <translation>Assuma um dos que ainda não são de ninguém.</translation>
    </message>
    <message>
        <source>Every open ticket has somebody</source>
        <translation>Todo atendimento aberto tem atendente</translation>
    </message>
    <message>
        <source>New ones wait here until they are taken.</source>
        <translation>Os novos esperam aqui até que alguém os assuma.</translation>
    </message>
    <message>
        <source>No ticket is due today</source>
        <translation>Nenhum atendimento vence hoje</translation>
    </message>
    <message>
        <source>Deadlines come from the goal of the subject.</source>
        <translation>Os prazos vêm da meta do assunto.</translation>
    </message>
    <message>
        <source>No ticket is overdue</source>
        <translation>Nenhum atendimento vencido</translation>
    </message>
    <message>
        <source>Those past their deadline show up here.</source>
        <translation>Os que passam do prazo aparecem aqui.</translation>
    </message>
    <message>
        <source>No ticket is waiting for a client</source>
        <translation>Nenhum atendimento aguarda cliente</translation>
    </message>
    <message>
        <source>Their clock stands still while they wait.</source>
        <translation>O relógio deles para enquanto esperam.</translation>
    </message>
    <message>
        <source>No tickets yet</source>
        <translation>Nenhum atendimento ainda</translation>
    </message>
    <message>
        <source>Open the first one, or import what you have.</source>
        <translation>Abra o primeiro ou importe os que você já tem.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Advance the chosen ones…</source>
        <translation>Avançar selecionados…</translation>
    </message>
    <message>
        <source>Print history…</source>
        <translation>Imprimir histórico…</translation>
    </message>
    <message>
        <source>Copy protocol</source>
        <translation>Copiar protocolo</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Copiar linha</translation>
    </message>
    <message>
        <source>Ticket queue</source>
        <translation>Fila de atendimentos</translation>
    </message>
    <message>
        <source>Filter this view</source>
        <translation>Filtrar visão</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Escolher colunas</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Columns as at first</source>
        <translation>Colunas como no início</translation>
    </message>
</context>
<context>
    <name>ReasonForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>Leave out of this list</source>
        <translation>Tirar desta lista</translation>
    </message>
</context>
<context>
    <name>RecordsPane</name>
    <message>
        <source>Filter {what}</source>
        <translation>Filtrar {what}</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Descartar alterações</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Your permission group does not show or change this</source>
        <translation>Seu grupo de permissões não mostra ou não deixa mudar isto</translation>
    </message>
    <message>
        <source>Choose one of the list</source>
        <translation>Escolha um da lista</translation>
    </message>
    <message>
        <source>It shows here.</source>
        <translation>Ele aparece aqui.</translation>
    </message>
    <message>
        <source>To mend: {fields}</source>
        <translation>A corrigir: {fields}</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nada foi alterado</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Salvo</translation>
    </message>
    <message>
        <source>{name} was deleted</source>
        <translation>{name}: excluído</translation>
    </message>
    <message>
        <source>What you typed is back.</source>
        <translation>O que você digitou voltou.</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Descartar rascunho</translation>
    </message>
</context>
<context>
    <name>ReferDialog</name>
    <message>
        <source>Refer to someone outside the portfolio</source>
        <translation>Encaminhar a alguém de fora da carteira</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>Encaminhar</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>&amp;Pessoa</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Até</translation>
    </message>
    <message>
        <source>That day included; it ends with the ticket at the latest</source>
        <translation>Esse dia incluído; termina no máximo com o atendimento</translation>
    </message>
    <message>
        <source>The ticket opens with its files; of the client, only name and contact.</source>
        <translation>O atendimento abre com seus arquivos; do cliente, só o nome e o contato.</translation>
    </message>
    <message>
        <source>Your user may not refer tickets</source>
        <translation>Seu usuário não pode encaminhar atendimentos</translation>
    </message>
    <message>
        <source>Open to</source>
        <translation>Aberto a</translation>
    </message>
    <message>
        <source>{name}, until {until}, by {by}</source>
        <translation>{name}, até {until}, por {by}</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Encerrar</translation>
    </message>
    <message>
        <source>End the referral to {name}</source>
        <translation>Encerrar o encaminhamento a {name}</translation>
    </message>
</context>
<context>
    <name>Registers</name>
    <message>
        <source>1 open ticket</source>
        <translation>1 atendimento aberto</translation>
    </message>
    <message>
        <source>{count} open tickets</source>
        <translation>{count} atendimentos abertos</translation>
    </message>
    <message>
        <source>demands login and contract</source>
        <translation>exige login e contrato</translation>
    </message>
    <message>
        <source>demands contract</source>
        <translation>exige contrato</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Atendimentos</translation>
    </message>
    <message>
        <source>Service orders</source>
        <translation>Ordens de serviço</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Ambos</translation>
    </message>
    <message>
        <source>Clients and own structure</source>
        <translation>Clientes e estrutura própria</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Own structure</source>
        <translation>Estrutura própria</translation>
    </message>
    <message>
        <source>The deadline of its tickets</source>
        <translation>O prazo dos atendimentos dele</translation>
    </message>
    <message>
        <source>Filled in when it is used: {names}</source>
        <translation>Preenchidos no uso: {names}</translation>
    </message>
    <message>
        <source>There is a password; type another to replace it</source>
        <translation>Já há uma senha; digite outra para trocá-la</translation>
    </message>
    <message>
        <source>Without one, nobody is asked for it at log-in</source>
        <translation>Sem senha, nenhuma é pedida na entrada</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Departamentos</translation>
    </message>
    <message>
        <source>New department</source>
        <translation>Novo departamento</translation>
    </message>
    <message>
        <source>Save department</source>
        <translation>Salvar departamento</translation>
    </message>
    <message>
        <source>No department yet</source>
        <translation>Nenhum departamento ainda</translation>
    </message>
    <message>
        <source>Tickets wait in the queue of a department.</source>
        <translation>Os atendimentos esperam na fila de um departamento.</translation>
    </message>
    <message>
        <source>The department was saved</source>
        <translation>Departamento salvo</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Colaboradores</translation>
    </message>
    <message>
        <source>New staff member</source>
        <translation>Novo colaborador</translation>
    </message>
    <message>
        <source>Save staff member</source>
        <translation>Salvar colaborador</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Ninguém ainda</translation>
    </message>
    <message>
        <source>Staff take tickets and answer for them.</source>
        <translation>Colaboradores assumem atendimentos e respondem por eles.</translation>
    </message>
    <message>
        <source>The staff member was saved</source>
        <translation>Colaborador salvo</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Usuários</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Novo usuário</translation>
    </message>
    <message>
        <source>Save user</source>
        <translation>Salvar usuário</translation>
    </message>
    <message>
        <source>No user yet</source>
        <translation>Nenhum usuário ainda</translation>
    </message>
    <message>
        <source>A user logs in and may do what the rights allow.</source>
        <translation>Um usuário entra e pode fazer o que os direitos permitem.</translation>
    </message>
    <message>
        <source>The user was saved</source>
        <translation>Usuário salvo</translation>
    </message>
    <message>
        <source>Ticket groups</source>
        <translation>Grupos de atendimento</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Novo grupo</translation>
    </message>
    <message>
        <source>Save group</source>
        <translation>Salvar grupo</translation>
    </message>
    <message>
        <source>No group yet</source>
        <translation>Nenhum grupo ainda</translation>
    </message>
    <message>
        <source>Groups gather the types of tickets.</source>
        <translation>Os grupos reúnem os tipos de atendimento.</translation>
    </message>
    <message>
        <source>The group was saved</source>
        <translation>Grupo salvo</translation>
    </message>
    <message>
        <source>Ticket types</source>
        <translation>Tipos de atendimento</translation>
    </message>
    <message>
        <source>New type</source>
        <translation>Novo tipo</translation>
    </message>
    <message>
        <source>Save type</source>
        <translation>Salvar tipo</translation>
    </message>
    <message>
        <source>No type yet</source>
        <translation>Nenhum tipo ainda</translation>
    </message>
    <message>
        <source>A type brings the stages that its tickets go through.</source>
        <translation>Um tipo traz as etapas por que passam os atendimentos dele.</translation>
    </message>
    <message>
        <source>The type was saved</source>
        <translation>Tipo salvo</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Assuntos</translation>
    </message>
    <message>
        <source>New subject</source>
        <translation>Novo assunto</translation>
    </message>
    <message>
        <source>Save subject</source>
        <translation>Salvar assunto</translation>
    </message>
    <message>
        <source>No subject yet</source>
        <translation>Nenhum assunto ainda</translation>
    </message>
    <message>
        <source>A subject fills a new ticket in and says what it demands.</source>
        <translation>Um assunto preenche o novo atendimento e diz o que ele exige.</translation>
    </message>
    <message>
        <source>The subject was saved</source>
        <translation>Assunto salvo</translation>
    </message>
    <message>
        <source>Hand-over reasons</source>
        <translation>Motivos de repasse</translation>
    </message>
    <message>
        <source>New reason</source>
        <translation>Novo motivo</translation>
    </message>
    <message>
        <source>Save reason</source>
        <translation>Salvar motivo</translation>
    </message>
    <message>
        <source>No reason yet</source>
        <translation>Nenhum motivo ainda</translation>
    </message>
    <message>
        <source>Whoever hands a ticket over says why.</source>
        <translation>Quem repassa um atendimento diz por quê.</translation>
    </message>
    <message>
        <source>The reason was saved</source>
        <translation>Motivo salvo</translation>
    </message>
    <message>
        <source>Canned messages</source>
        <translation>Mensagens padrão</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Nova mensagem</translation>
    </message>
    <message>
        <source>Save message</source>
        <translation>Salvar mensagem</translation>
    </message>
    <message>
        <source>No message yet</source>
        <translation>Nenhuma mensagem ainda</translation>
    </message>
    <message>
        <source>Write once what you say every day.</source>
        <translation>Escreva uma vez o que você diz todo dia.</translation>
    </message>
    <message>
        <source>The message was saved</source>
        <translation>Mensagem salva</translation>
    </message>
    <message>
        <source>Complementary statuses</source>
        <translation>Status complementares</translation>
    </message>
    <message>
        <source>New status</source>
        <translation>Novo status</translation>
    </message>
    <message>
        <source>Save status</source>
        <translation>Salvar status</translation>
    </message>
    <message>
        <source>No status yet</source>
        <translation>Nenhum status ainda</translation>
    </message>
    <message>
        <source>It says more than the stage, such as “supplier called”.</source>
        <translation>Diz mais que a etapa, como “fornecedor acionado”.</translation>
    </message>
    <message>
        <source>The status was saved</source>
        <translation>Status salvo</translation>
    </message>
    <message>
        <source>Client portfolios</source>
        <translation>Carteira de Clientes</translation>
    </message>
    <message>
        <source>Create client portfolio</source>
        <translation>Criar Carteira de Clientes</translation>
    </message>
    <message>
        <source>Save client portfolio</source>
        <translation>Salvar Carteira de Clientes</translation>
    </message>
    <message>
        <source>No portfolio yet</source>
        <translation>Nenhuma carteira ainda</translation>
    </message>
    <message>
        <source>A portfolio says which attendants see which clients.</source>
        <translation>A carteira diz quais atendentes veem quais clientes.</translation>
    </message>
    <message>
        <source>The portfolio was saved</source>
        <translation>A carteira foi salva</translation>
    </message>
    <message>
        <source>Shared views of the queue</source>
        <translation>Visões compartilhadas da fila</translation>
    </message>
    <message>
        <source>New view</source>
        <translation>Nova visão</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Salvar visão</translation>
    </message>
    <message>
        <source>No shared view yet</source>
        <translation>Nenhuma visão compartilhada ainda</translation>
    </message>
    <message>
        <source>A named filter in the queue of a team; each counts what he sees himself.</source>
        <translation>Um filtro com nome na fila de uma equipe; cada um conta o que ele mesmo vê.</translation>
    </message>
    <message>
        <source>The shared view was saved</source>
        <translation>A visão compartilhada foi salva</translation>
    </message>
    <message>
        <source>Permission groups</source>
        <translation>Grupos de permissões</translation>
    </message>
    <message>
        <source>Save permission group</source>
        <translation>Salvar grupo de permissões</translation>
    </message>
    <message>
        <source>No permission group yet</source>
        <translation>Nenhum grupo de permissões ainda</translation>
    </message>
    <message>
        <source>A group says what its users may do and which tickets they see.</source>
        <translation>O grupo diz o que seus usuários podem fazer e quais atendimentos veem.</translation>
    </message>
    <message>
        <source>The permission group was saved</source>
        <translation>O grupo de permissões foi salvo</translation>
    </message>
    <message>
        <source>Organizations</source>
        <translation>Organizações</translation>
    </message>
    <message>
        <source>New organization</source>
        <translation>Nova organização</translation>
    </message>
    <message>
        <source>Save organization</source>
        <translation>Salvar organização</translation>
    </message>
    <message>
        <source>No organization yet</source>
        <translation>Nenhuma organização ainda</translation>
    </message>
    <message>
        <source>An organization gathers clients of one group of companies.</source>
        <translation>Uma organização reúne clientes do mesmo grupo de empresas.</translation>
    </message>
    <message>
        <source>The organization was saved</source>
        <translation>Organização salva</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Fora de uso</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>Only those of the groups</source>
        <translation>Só os dos grupos</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Own selection (stays as it is)</source>
        <translation>Seleção própria (fica como está)</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>entrada</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>intermediária</translation>
    </message>
    <message>
        <source>concludes</source>
        <translation>conclui</translation>
    </message>
    <message>
        <source>cancels</source>
        <translation>cancela</translation>
    </message>
    <message>
        <source>Attendants: {count}</source>
        <translation>Atendentes: {count}</translation>
    </message>
    <message>
        <source>Your user lacks the right for this</source>
        <translation>Seu usuário não tem direito a isto</translation>
    </message>
    <message>
        <source>{name} (not on this desk)</source>
        <translation>{name} (não está nesta base)</translation>
    </message>
    <message>
        <source>{name} (not in use)</source>
        <translation>{name} (fora de uso)</translation>
    </message>
</context>
<context>
    <name>Rename</name>
    <message>
        <source>Name of the stage</source>
        <translation>Nome da etapa</translation>
    </message>
    <message>
        <source>Label of the transition</source>
        <translation>Condição da transição</translation>
    </message>
    <message>
        <source>Rename stage</source>
        <translation>Renomear etapa</translation>
    </message>
    <message>
        <source>Rename transition</source>
        <translation>Renomear transição</translation>
    </message>
</context>
<context>
    <name>ReopenDialog</name>
    <message>
        <source>Reopen the ticket</source>
        <translation>Reabrir o atendimento</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
</context>
<context>
    <name>ReplayPanel</name>
    <message>
        <source>Replay</source>
        <translation>Reproduzir</translation>
    </message>
    <message>
        <source>Real tickets of this type</source>
        <translation>Atendimentos reais deste tipo</translation>
    </message>
    <message>
        <source>What would have stopped them</source>
        <translation>O que os teria parado</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Vezes</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Exemplo</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>The last {count}</source>
        <translation>Os últimos {count}</translation>
    </message>
    <message>
        <source>It is running</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Replaying tickets</source>
        <translation>Reproduzindo atendimentos</translation>
    </message>
    <message>
        <source>{count} tickets</source>
        <translation>{count} atendimentos</translation>
    </message>
    <message>
        <source>Nothing replayed yet</source>
        <translation>Nada reproduzido ainda</translation>
    </message>
    <message>
        <source>The real tickets go through the flow on the screen; nothing of them is changed.</source>
        <translation>Os atendimentos reais passam pelo fluxo que está na tela; nada neles muda.</translation>
    </message>
    <message>
        <source>There is no ticket of this type yet</source>
        <translation>Ainda não há atendimento deste tipo</translation>
    </message>
    <message>
        <source>{stopped} of {tickets} tickets would have been stopped.</source>
        <translation>{stopped} de {tickets} atendimentos teriam parado.</translation>
    </message>
    <message>
        <source>None of {tickets} tickets would have been stopped.</source>
        <translation>Nenhum dos {tickets} atendimentos teria parado.</translation>
    </message>
    <message>
        <source>{moves} moves: {legal} as the flow says, {off_flow} outside it</source>
        <translation>{moves} passos: {legal} como o fluxo diz, {off_flow} fora dele</translation>
    </message>
    <message>
        <source>Nothing would have stopped them</source>
        <translation>Nada os teria parado</translation>
    </message>
    <message>
        <source>Every way that they took is in the flow.</source>
        <translation>Todo caminho que fizeram está no fluxo.</translation>
    </message>
    <message>
        <source>Begins in {stage}, which is no entry</source>
        <translation>Começa em {stage}, que não é entrada</translation>
    </message>
    <message>
        <source>{origin} → {target}: no such move</source>
        <translation>{origin} → {target}: não há essa condição</translation>
    </message>
    <message>
        <source>{origin} → {target}: condition not met</source>
        <translation>{origin} → {target}: regra não atendida</translation>
    </message>
    <message>
        <source>{stage}: {field} is empty</source>
        <translation>{stage}: {field} vazio</translation>
    </message>
</context>
<context>
    <name>RequestDialog</name>
    <message>
        <source>Note a request</source>
        <translation>Anotar solicitação</translation>
    </message>
    <message>
        <source>Change a request</source>
        <translation>Alterar solicitação</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>&amp;What is asked</source>
        <translation>O &amp;que se pede</translation>
    </message>
    <message>
        <source>Whose &amp;data</source>
        <translation>De quem são os &amp;dados</translation>
    </message>
    <message>
        <source>Who &amp;asks</source>
        <translation>Quem &amp;pede</translation>
    </message>
    <message>
        <source>If somebody else than that person</source>
        <translation>Se não for a própria pessoa</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Canal</translation>
    </message>
    <message>
        <source>E-mail, telephone, in person…</source>
        <translation>E-mail, telefone, em pessoa…</translation>
    </message>
    <message>
        <source>D&amp;etails</source>
        <translation>D&amp;etalhes</translation>
    </message>
    <message>
        <source>D&amp;ue</source>
        <translation>Pra&amp;zo</translation>
    </message>
    <message>
        <source>Empty: by the days of the law</source>
        <translation>Vazio: pelos dias da lei</translation>
    </message>
    <message>
        <source>Asked &amp;on</source>
        <translation>Pedid&amp;o em</translation>
    </message>
</context>
<context>
    <name>RequestsPane</name>
    <message>
        <source>Requests of data subjects</source>
        <translation>Solicitações de titulares</translation>
    </message>
    <message>
        <source>Note a request</source>
        <translation>Anotar solicitação</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>Nobody has asked yet</source>
        <translation>Ninguém pediu ainda</translation>
    </message>
    <message>
        <source>A request is due in 15 days, the history of a demand in 5.</source>
        <translation>Uma solicitação vence em 15 dias; o histórico da demanda, em 5.</translation>
    </message>
    <message>
        <source>asked on {day}</source>
        <translation>pedido em {day}</translation>
    </message>
    <message>
        <source>late since {day}</source>
        <translation>atrasada desde {day}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>até {day}</translation>
    </message>
    <message>
        <source>Choose a request</source>
        <translation>Escolha uma solicitação</translation>
    </message>
    <message>
        <source>The request is closed</source>
        <translation>A solicitação está encerrada</translation>
    </message>
</context>
<context>
    <name>RetentionPane</name>
    <message>
        <source>Rules of retention</source>
        <translation>Regras de retenção</translation>
    </message>
</context>
<context>
    <name>RevealButton</name>
    <message>
        <source>Reveal</source>
        <translation>Revelar</translation>
    </message>
    <message>
        <source>Show the personal data that are covered; it is recorded</source>
        <translation>Mostrar os dados pessoais ocultos; fica registrado</translation>
    </message>
</context>
<context>
    <name>RightsInput</name>
    <message>
        <source>Left to others</source>
        <translation>Fica com os outros</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Concedido</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Negado</translation>
    </message>
</context>
<context>
    <name>RuleBox</name>
    <message>
        <source>On</source>
        <translation>Ligada</translation>
    </message>
    <message>
        <source>{name}: on</source>
        <translation>{name}: ligada</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dias</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Base legal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Show what would go</source>
        <translation>Ver o que sairia</translation>
    </message>
    <message>
        <source>Apply now…</source>
        <translation>Aplicar agora…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message numerus="yes">
        <source>Would take %n now</source>
        <translation>
            <numerusform>Levaria %n agora</numerusform>
            <numerusform>Levaria %n agora</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept by a hold</source>
        <translation>
            <numerusform>%n mantido por bloqueio</numerusform>
            <numerusform>%n mantidos por bloqueio</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept by the SAC decree</source>
        <translation>
            <numerusform>%n mantido pelo decreto do SAC</numerusform>
            <numerusform>%n mantidos pelo decreto do SAC</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nada mudou</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nada a mostrar</translation>
    </message>
    <message>
        <source>Switch the rule on and save it first</source>
        <translation>Ligue a regra e salve antes</translation>
    </message>
    <message>
        <source>There is nothing to take</source>
        <translation>Não há nada a levar</translation>
    </message>
    <message>
        <source>Rule saved</source>
        <translation>Regra salva</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Apagar de vez</translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>Apagando…</translation>
    </message>
    <message>
        <source>Rule applied: {name}</source>
        <translation>Regra aplicada: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n left…</source>
        <translation>
            <numerusform>falta %n…</numerusform>
            <numerusform>faltam %n…</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Parando…</translation>
    </message>
</context>
<context>
    <name>SampleDialog</name>
    <message numerus="yes">
        <source>Would take %n now</source>
        <translation>
            <numerusform>Levaria %n agora</numerusform>
            <numerusform>Levaria %n agora</numerusform>
        </translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Isto não se desfaz.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Ticket</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organização</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Contrato</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Anexo</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>Discussão</translation>
    </message>
    <message>
        <source>Nothing has “{words}”</source>
        <translation>Nada tem “{words}”</translation>
    </message>
    <message>
        <source>Words are found by their beginning; put exact text in quotes.</source>
        <translation>As palavras são achadas pelo começo; ponha texto exato entre aspas.</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Resultados da busca</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Mostrar mais antigos</translation>
    </message>
</context>
<context>
    <name>SecretForm</name>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>A tecla Caps Lock parece ligada.</translation>
    </message>
</context>
<context>
    <name>SeeingAs</name>
    <message>
        <source>You are seeing as {name}.</source>
        <translation>Você está vendo como {name}.</translation>
    </message>
    <message>
        <source>To read only: nothing is written. It was recorded that you looked.</source>
        <translation>Só leitura: nada é gravado. Ficou registrado que você olhou.</translation>
    </message>
    <message>
        <source>Be yourself again</source>
        <translation>Voltar a ser você</translation>
    </message>
</context>
<context>
    <name>ServerLogInBox</name>
    <message>
        <source>Open log-in</source>
        <translation>Abrir acesso</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nova senha</translation>
    </message>
    <message>
        <source>Close log-in</source>
        <translation>Fechar acesso</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Password, shown only now</source>
        <translation>Senha, mostrada só agora</translation>
    </message>
    <message>
        <source>Hand it over in person or by telephone</source>
        <translation>Entregue pessoalmente ou por telefone</translation>
    </message>
    <message>
        <source>Logs in at the server as {login}.</source>
        <translation>Entra no servidor como {login}.</translation>
    </message>
    <message>
        <source>May not log in at the server ({login}).</source>
        <translation>Não pode entrar no servidor ({login}).</translation>
    </message>
    <message>
        <source>Only an administrator can do this</source>
        <translation>Só um administrador pode fazer isto</translation>
    </message>
    <message>
        <source>Another administrator can close yours</source>
        <translation>Outro administrador pode fechar o seu</translation>
    </message>
    <message>
        <source>The server is working on it</source>
        <translation>O servidor está trabalhando nisso</translation>
    </message>
    <message>
        <source>The log-in is open.</source>
        <translation>O acesso está aberto.</translation>
    </message>
    <message>
        <source>The password is the one that this person has for another desk of the server.</source>
        <translation>A senha é a que esta pessoa já tem em outra base do servidor.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>Paste it where only this person can read it.</source>
        <translation>Cole onde só esta pessoa possa ler.</translation>
    </message>
</context>
<context>
    <name>ServerLogInForm</name>
    <message>
        <source>Log in to {desk}</source>
        <translation>Entrar em {desk}</translation>
    </message>
    <message>
        <source>As {login}, at {hosts}. An administrator of the desk gives out passwords.</source>
        <translation>Como {login}, em {hosts}. Quem administra a base fornece as senhas.</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Sen&amp;ha</translation>
    </message>
    <message>
        <source>&amp;Keep the password in this computer&apos;s keyring</source>
        <translation>&amp;Guardar a senha no chaveiro deste computador</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>How it looks</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>I&amp;dioma</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>T&amp;ema</translation>
    </message>
    <message>
        <source>&amp;Size of the interface</source>
        <translation>Tamanho da &amp;interface</translation>
    </message>
    <message>
        <source>&amp;Height of rows</source>
        <translation>Altura das &amp;linhas</translation>
    </message>
    <message>
        <source>How it starts</source>
        <translation>Início</translation>
    </message>
    <message>
        <source>&amp;Open the last desk at start</source>
        <translation>Abrir a última &amp;base ao iniciar</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Segurança</translation>
    </message>
    <message>
        <source>Lock the screen when &amp;idle</source>
        <translation>Bloquear a &amp;tela sem uso</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Preferências</translation>
    </message>
    <message>
        <source>Yours, on this computer. Each takes effect at once.</source>
        <translation>Suas, neste computador. Cada uma vale na hora.</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>Como o computador</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compacta</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>Folgada</translation>
    </message>
    <message>
        <source>after {minutes} min</source>
        <translation>após {minutes} min</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Responsável</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Cor</translation>
    </message>
    <message>
        <source>Change phase</source>
        <translation>Mudar a fase</translation>
    </message>
    <message>
        <source>Change responsible</source>
        <translation>Mudar o responsável</translation>
    </message>
    <message>
        <source>Change colour</source>
        <translation>Mudar a cor</translation>
    </message>
</context>
<context>
    <name>SharedViewForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Begins with</source>
        <translation>&amp;Começa por</translation>
    </message>
    <message>
        <source>With these &amp;words</source>
        <translation>Com estas &amp;palavras</translation>
    </message>
    <message>
        <source>&amp;Ticket type</source>
        <translation>&amp;Tipo de atendimento</translation>
    </message>
    <message>
        <source>Of the &amp;department</source>
        <translation>Do &amp;departamento</translation>
    </message>
    <message>
        <source>In whose queue</source>
        <translation>Na fila de quem</translation>
    </message>
    <message>
        <source>Permission &amp;groups</source>
        <translation>&amp;Grupos de permissões</translation>
    </message>
    <message>
        <source>D&amp;epartments</source>
        <translation>D&amp;epartamentos</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>{field} (required)</source>
        <translation>{field} (obrigatório)</translation>
    </message>
    <message>
        <source>Read-only in this stage</source>
        <translation>Só leitura nesta etapa</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>Tickets</source>
        <translation>Atendimentos</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Carteiras</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Departamentos</translation>
    </message>
    <message>
        <source>People whose tickets count as his</source>
        <translation>Pessoas cujos atendimentos contam como próprios</translation>
    </message>
    <message>
        <source>Tickets referred to him</source>
        <translation>Atendimentos encaminhados à pessoa</translation>
    </message>
    <message>
        <source>Blocked ticket types</source>
        <translation>Tipos de atendimento bloqueados</translation>
    </message>
    <message>
        <source>Personal data covered</source>
        <translation>Dados pessoais ocultos</translation>
    </message>
    <message>
        <source>Personal data locked</source>
        <translation>Dados pessoais travados</translation>
    </message>
    <message>
        <source>Client online</source>
        <translation>Cliente on-line</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Direitos</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Own right</source>
        <translation>Direito próprio</translation>
    </message>
    <message>
        <source>Group {name}</source>
        <translation>Grupo {name}</translation>
    </message>
    <message>
        <source>Denied by the group {name}</source>
        <translation>Negado pelo grupo {name}</translation>
    </message>
    <message>
        <source>No rule gives it</source>
        <translation>Nenhuma regra concede</translation>
    </message>
    <message>
        <source>In no group: nothing cuts it</source>
        <translation>Em nenhum grupo: nada restringe</translation>
    </message>
    <message>
        <source>Right “{name}”</source>
        <translation>Direito “{name}”</translation>
    </message>
    <message>
        <source>No portfolio cuts anything at this desk</source>
        <translation>Nenhuma carteira restringe aqui</translation>
    </message>
    <message>
        <source>Titular</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Substitute</source>
        <translation>Substituto</translation>
    </message>
    <message>
        <source>The portfolio is not in use</source>
        <translation>A carteira não está em uso</translation>
    </message>
    <message>
        <source>Manages it</source>
        <translation>Gerencia</translation>
    </message>
    <message>
        <source>Also works in it</source>
        <translation>Também trabalha nele</translation>
    </message>
    <message>
        <source>Department of the staff member</source>
        <translation>Departamento do atendente</translation>
    </message>
    <message>
        <source>Is their superior</source>
        <translation>É superior</translation>
    </message>
    <message>
        <source>Referred by {name}</source>
        <translation>Encaminhado por {name}</translation>
    </message>
    <message>
        <source>Stands in its register</source>
        <translation>Consta no cadastro</translation>
    </message>
    <message>
        <source>As the contact {name}</source>
        <translation>Como o contato {name}</translation>
    </message>
    <message>
        <source>The user stands in no client&apos;s register</source>
        <translation>O usuário não consta em nenhum cadastro de cliente</translation>
    </message>
    <message>
        <source>No permission group gives its use</source>
        <translation>Nenhum grupo de permissões libera o uso</translation>
    </message>
    <message>
        <source>All portfolios</source>
        <translation>Todas as carteiras</translation>
    </message>
    <message>
        <source>Outside every portfolio</source>
        <translation>Fora de carteira</translation>
    </message>
    <message>
        <source>May use it</source>
        <translation>Pode usar</translation>
    </message>
    <message>
        <source>{what}, until {day}</source>
        <translation>{what}, até {day}</translation>
    </message>
</context>
<context>
    <name>SightDialog</name>
    <message>
        <source>What {name} sees</source>
        <translation>O que {name} vê</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Through which rule</source>
        <translation>Por qual regra</translation>
    </message>
    <message>
        <source>See as this person</source>
        <translation>Ver como esta pessoa</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
</context>
<context>
    <name>Situation</name>
    <message>
        <source>Pending</source>
        <translation>Pendente</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Concluded</source>
        <translation>Concluída</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
</context>
<context>
    <name>StaffForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Job title</source>
        <translation>Ca&amp;rgo</translation>
    </message>
    <message>
        <source>&amp;Department</source>
        <translation>&amp;Departamento</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-mail</translation>
    </message>
    <message>
        <source>&amp;Telephone</source>
        <translation>&amp;Telefone</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>StageFilter</name>
    <message>
        <source>Types and stages</source>
        <translation>Tipos e etapas</translation>
    </message>
    <message>
        <source>All types and stages</source>
        <translation>Todos os tipos e etapas</translation>
    </message>
    <message>
        <source>All stages</source>
        <translation>Todas as etapas</translation>
    </message>
    <message>
        <source>Only {what}</source>
        <translation>Só {what}</translation>
    </message>
    <message>
        <source>Choose type and stage</source>
        <translation>Escolher tipo e etapa</translation>
    </message>
</context>
<context>
    <name>StagePanel</name>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Responsável</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Função</translation>
    </message>
    <message>
        <source>The one person of the ticket&apos;s department with this job title.</source>
        <translation>A única pessoa do departamento do atendimento com este cargo.</translation>
    </message>
    <message>
        <source>such as 2 h, 3 business days</source>
        <translation>como 2 h, 3 dias úteis</translation>
    </message>
    <message>
        <source>Expected duration</source>
        <translation>Duração esperada</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Cor</translation>
    </message>
    <message>
        <source>The resolution clock goes on</source>
        <translation>O relógio de solução continua</translation>
    </message>
    <message>
        <source>Default entry</source>
        <translation>Entrada padrão</translation>
    </message>
    <message>
        <source>Move it here</source>
        <translation>Passar para cá</translation>
    </message>
    <message>
        <source>Ways out</source>
        <translation>Saem daqui</translation>
    </message>
    <message>
        <source>Add transition</source>
        <translation>Acrescentar condição</translation>
    </message>
    <message>
        <source>On entering</source>
        <translation>Ao entrar</translation>
    </message>
    <message>
        <source>A stage needs a name.</source>
        <translation>Uma etapa precisa de um nome.</translation>
    </message>
    <message>
        <source>Not in use any more. Choose somebody else.</source>
        <translation>Fora de uso. Escolha outra pessoa.</translation>
    </message>
    <message>
        <source>To change it, choose another stage and move it there.</source>
        <translation>Para mudar, escolha outra etapa e passe a entrada para lá.</translation>
    </message>
    <message>
        <source>{stage} is the default entry of this version.</source>
        <translation>{stage} já é a entrada padrão desta versão.</translation>
    </message>
    <message>
        <source>A ticket cannot enter where it ends.</source>
        <translation>Um atendimento não pode entrar onde termina.</translation>
    </message>
    <message>
        <source>Without a label</source>
        <translation>Sem nome</translation>
    </message>
    <message>
        <source>Rename stage</source>
        <translation>Renomear etapa</translation>
    </message>
    <message>
        <source>Change phase</source>
        <translation>Mudar a fase</translation>
    </message>
    <message>
        <source>Change kind of stage</source>
        <translation>Mudar o tipo da etapa</translation>
    </message>
    <message>
        <source>Change colour</source>
        <translation>Mudar a cor</translation>
    </message>
    <message>
        <source>Change clock</source>
        <translation>Mudar o relógio</translation>
    </message>
    <message>
        <source>Describe stage</source>
        <translation>Descrever etapa</translation>
    </message>
    <message>
        <source>Change responsible</source>
        <translation>Mudar o responsável</translation>
    </message>
    <message>
        <source>Change expected duration</source>
        <translation>Mudar a duração esperada</translation>
    </message>
    <message>
        <source>Write it like 2 h, 90 min or 3 business days.</source>
        <translation>Escreva como 2 h, 90 min ou 3 dias úteis.</translation>
    </message>
    <message>
        <source>Move default entry</source>
        <translation>Passar a entrada padrão</translation>
    </message>
    <message>
        <source>Go to {stage}</source>
        <translation>Ir para {stage}</translation>
    </message>
    <message>
        <source>Change actions</source>
        <translation>Mudar as ações</translation>
    </message>
    <message>
        <source>Change checklist</source>
        <translation>Mudar a lista de conferência</translation>
    </message>
</context>
<context>
    <name>StagePath</name>
    <message numerus="yes">
        <source>%n more stage(s)</source>
        <translation>
            <numerusform>mais %n etapa</numerusform>
            <numerusform>mais %n etapas</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: done, {time}</source>
        <translation>{name}: cumprida, {time}</translation>
    </message>
    <message>
        <source>{name}: current, {time}</source>
        <translation>{name}: atual, {time}</translation>
    </message>
    <message>
        <source>{name}: ahead, {time}</source>
        <translation>{name}: à frente, {time}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>No desk open</source>
        <translation>Nenhuma base aberta</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>neste computador</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>conectado</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>sem conexão</translation>
    </message>
    <message>
        <source>Example data</source>
        <translation>Dados de exemplo</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Opening {desk}…</source>
        <translation>Abrindo {desk}…</translation>
    </message>
    <message>
        <source>New version: backing the desk up first… {percent} %</source>
        <translation>Versão nova: copiando a base antes… {percent} %</translation>
    </message>
    <message>
        <source>New version: updating the desk… step {step}</source>
        <translation>Versão nova: atualizando a base… passo {step}</translation>
    </message>
    <message>
        <source>{title}: {done} of {total}</source>
        <translation>{title}: {done} de {total}</translation>
    </message>
    <message>
        <source>{title} · {count} more waiting</source>
        <translation>{title} · mais {count} na espera</translation>
    </message>
</context>
<context>
    <name>StatusForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>Co&amp;r</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>StepsPanel</name>
    <message>
        <source>Trying…</source>
        <translation>Testando…</translation>
    </message>
    <message>
        <source>Not tried</source>
        <translation>Não testado</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Log-in</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Works, but not at {hosts}.</source>
        <translation>Funciona, mas não em {hosts}.</translation>
    </message>
    <message>
        <source>This computer, no name to look up</source>
        <translation>Este computador, sem nome a procurar</translation>
    </message>
    <message>
        <source>Found at {addresses}</source>
        <translation>Encontrado em {addresses}</translation>
    </message>
    <message>
        <source>This computer, no network between</source>
        <translation>Este computador, sem rede no caminho</translation>
    </message>
    <message>
        <source>Answers at port {port}, in {ms} ms</source>
        <translation>Responde na porta {port}, em {ms} ms</translation>
    </message>
    <message>
        <source>This computer, not needed</source>
        <translation>Este computador, não é preciso</translation>
    </message>
    <message>
        <source>Not encrypted: the password and the data can be read on the way. Choose TLS with the server verified.</source>
        <translation>Sem cifra: a senha e os dados podem ser lidos no caminho. Escolha TLS com o servidor verificado.</translation>
    </message>
    <message>
        <source>Encrypted with {version}, but nobody checks which server it is. Choose TLS with the server verified.</source>
        <translation>Cifrada com {version}, mas ninguém confere qual é o servidor. Escolha TLS com o servidor verificado.</translation>
    </message>
    <message>
        <source>Verified, {version}. The certificate is valid only until {until}: tell who looks after the server.</source>
        <translation>Verificado, {version}. O certificado só vale até {until}: avise quem cuida do servidor.</translation>
    </message>
    <message>
        <source>Verified, {version}, certificate valid until {until}</source>
        <translation>Verificado, {version}, certificado válido até {until}</translation>
    </message>
    <message>
        <source>In as {login}, at {host}</source>
        <translation>Entrou como {login}, em {host}</translation>
    </message>
    <message>
        <source>PostgreSQL {release}</source>
        <translation>PostgreSQL {release}</translation>
    </message>
    <message>
        <source>Fits this pacdesk (schema {found})</source>
        <translation>Serve a este pacdesk (esquema {found})</translation>
    </message>
    <message>
        <source>Fits this pacdesk (schema {found}). This user owns the desk and sees past its rules: use a log-in of your own to work.</source>
        <translation>Serve a este pacdesk (esquema {found}). Este usuário é dono da base e vê além das regras dela: para trabalhar, use um acesso próprio.</translation>
    </message>
</context>
<context>
    <name>StudioActs</name>
    <message>
        <source>Ticket types</source>
        <translation>Tipos de atendimento</translation>
    </message>
    <message>
        <source>&amp;Workflow studio…</source>
        <translation>&amp;Estúdio de fluxos…</translation>
    </message>
</context>
<context>
    <name>StudioHead</name>
    <message>
        <source>View of the flow</source>
        <translation>Vista do fluxo</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Desenho</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferenças</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>Simulador</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Publish version</source>
        <translation>Publicar versão</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mais</translation>
    </message>
    <message>
        <source>Draft of version {number}</source>
        <translation>Rascunho da versão {number}</translation>
    </message>
    <message>
        <source>Version {number} published</source>
        <translation>Versão {number} publicada</translation>
    </message>
    <message>
        <source>Older version {number}</source>
        <translation>Versão {number}, antiga</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Continuar rascunho</translation>
    </message>
    <message>
        <source>nothing published yet</source>
        <translation>nada publicado ainda</translation>
    </message>
    <message>
        <source>published: version {number}</source>
        <translation>publicada: versão {number}</translation>
    </message>
    <message>
        <source>since {when}; tickets stay on the version they entered</source>
        <translation>desde {when}; cada atendimento fica na versão em que entrou</translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n atendimento aberto</numerusform>
            <numerusform>%n atendimentos abertos</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation>Desfazer: {step}</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nada a desfazer</translation>
    </message>
    <message>
        <source>Redo: {step}</source>
        <translation>Refazer: {step}</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nada a refazer</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) in the way</source>
        <translation>
            <numerusform>%n problema impede</numerusform>
            <numerusform>%n problemas impedem</numerusform>
        </translation>
    </message>
    <message>
        <source>Your user lacks the right for this</source>
        <translation>Falta ao seu usuário o direito para isto</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) must be solved before</source>
        <translation>
            <numerusform>Resolva antes %n problema</numerusform>
            <numerusform>Resolva antes %n problemas</numerusform>
        </translation>
    </message>
    <message>
        <source>Version {number}, draft</source>
        <translation>Versão {number}, rascunho</translation>
    </message>
    <message>
        <source>Version {number}, in force since {when}</source>
        <translation>Versão {number}, em vigor desde {when}</translation>
    </message>
    <message>
        <source>Version {number}, published {when}</source>
        <translation>Versão {number}, publicada {when}</translation>
    </message>
</context>
<context>
    <name>StudioPage</name>
    <message>
        <source>Flow: {type}</source>
        <translation>Fluxo: {type}</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Fluxo</translation>
    </message>
    <message>
        <source>This type has no flow yet</source>
        <translation>Este tipo ainda não tem fluxo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Publish version {number}?</source>
        <translation>Publicar a versão {number}?</translation>
    </message>
    <message>
        <source>New tickets enter it; those on their way stay on theirs. This is final.</source>
        <translation>Atendimentos novos entram nela; os que estão em curso ficam na sua. Isto não se desfaz.</translation>
    </message>
    <message>
        <source>Publish version</source>
        <translation>Publicar versão</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Ainda não</translation>
    </message>
    <message>
        <source>Publishing…</source>
        <translation>Publicando…</translation>
    </message>
    <message>
        <source>Version {number} was published</source>
        <translation>Versão {number} publicada</translation>
    </message>
    <message>
        <source>The draft was discarded</source>
        <translation>Rascunho descartado</translation>
    </message>
    <message>
        <source>Somebody else saved this draft meanwhile.</source>
        <translation>Outra pessoa salvou este rascunho enquanto isso.</translation>
    </message>
    <message>
        <source>{who} saved this draft meanwhile ({when}).</source>
        <translation>{who} salvou este rascunho nesse meio-tempo ({when}).</translation>
    </message>
    <message>
        <source>Both are kept: choose which goes on. Undo brings the other one back.</source>
        <translation>Os dois estão guardados: escolha qual continua. Desfazer traz o outro de volta.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Manter o meu</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Usar o outro</translation>
    </message>
    <message>
        <source>The draft is not on the desk yet.</source>
        <translation>O rascunho ainda não está na base.</translation>
    </message>
    <message>
        <source>What you drew is kept on this computer.</source>
        <translation>O que você desenhou está guardado neste computador.</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Salvar de novo</translation>
    </message>
    <message>
        <source>Bring back what was kept</source>
        <translation>Trazer de volta o que estava guardado</translation>
    </message>
    <message>
        <source>What you drew is back.</source>
        <translation>O que você desenhou está de volta.</translation>
    </message>
    <message>
        <source>It had not reached the desk the last time.</source>
        <translation>Da última vez não tinha chegado à base.</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Take over what somebody else saved</source>
        <translation>Usar o que outra pessoa salvou</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versões</translation>
    </message>
    <message>
        <source>Move tickets to this version…</source>
        <translation>Mover atendimentos para esta versão…</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>Descartar rascunho</translation>
    </message>
</context>
<context>
    <name>SubjectForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;For what</source>
        <translation>Para &amp;quê</translation>
    </message>
    <message>
        <source>Applies &amp;to</source>
        <translation>&amp;Vale para</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Cor</translation>
    </message>
    <message>
        <source>&amp;Goal in hours</source>
        <translation>Meta &amp;em horas</translation>
    </message>
    <message>
        <source>Demands</source>
        <translation>Exige</translation>
    </message>
    <message>
        <source>&amp;Login and contract are demanded</source>
        <translation>&amp;Login e contrato são exigidos</translation>
    </message>
    <message>
        <source>&amp;Contract is demanded</source>
        <translation>Cont&amp;rato é exigido</translation>
    </message>
    <message>
        <source>Fills in</source>
        <translation>Preenche</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>&amp;Tipo</translation>
    </message>
    <message>
        <source>&amp;Department</source>
        <translation>De&amp;partamento</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>Pr&amp;ioridade</translation>
    </message>
    <message>
        <source>&amp;Address taken from</source>
        <translation>Origem &amp;do endereço</translation>
    </message>
    <message>
        <source>Opening &amp;message</source>
        <translation>&amp;Mensagem de abertura</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>TakingBack</name>
    <message>
        <source>Undoing</source>
        <translation>Desfazendo</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Desfeito</translation>
    </message>
    <message>
        <source>Undone: {done} of {total}. The others stay.</source>
        <translation>Desfeito: {done} de {total}. Os outros ficam como estão.</translation>
    </message>
    <message>
        <source>Undone, but for {count} that somebody has changed since</source>
        <translation>Desfeito, menos {count} que alguém alterou depois</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situação</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Complementary status</source>
        <translation>Status complementar</translation>
    </message>
    <message>
        <source>Pending interaction</source>
        <translation>Interação pendente</translation>
    </message>
    <message>
        <source>up to {time}</source>
        <translation>até {time}</translation>
    </message>
    <message>
        <source>{spent} of {expected}</source>
        <translation>{spent} de {expected}</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Baixa</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alta</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Crítica</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Novo</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Pendente</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Em progresso</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Solucionado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>Internal: reply to the client</source>
        <translation>Interna: responder ao cliente</translation>
    </message>
    <message>
        <source>External: the client&apos;s answer</source>
        <translation>Externa: resposta do cliente</translation>
    </message>
    <message>
        <source>Internal and external</source>
        <translation>Interna e externa</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>o cliente</translation>
    </message>
    <message>
        <source>the attendant</source>
        <translation>o atendente</translation>
    </message>
    <message>
        <source>the department</source>
        <translation>o departamento</translation>
    </message>
    <message>
        <source>a third party</source>
        <translation>um terceiro</translation>
    </message>
    <message>
        <source>Morning</source>
        <translation>Manhã</translation>
    </message>
    <message>
        <source>Afternoon</source>
        <translation>Tarde</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Noite</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Qualquer horário</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Interna</translation>
    </message>
    <message>
        <source>Client portal</source>
        <translation>Portal do cliente</translation>
    </message>
    <message>
        <source>Program (API)</source>
        <translation>Programa (API)</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Own structure</source>
        <translation>Estrutura própria</translation>
    </message>
    <message>
        <source>Waiting for the client</source>
        <translation>Aguardando o cliente</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Aprovado</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Reprovado</translation>
    </message>
    <message>
        <source>Opened by mistake</source>
        <translation>Aberto por engano</translation>
    </message>
    <message>
        <source>Duplicate of another ticket</source>
        <translation>Duplicado de outro atendimento</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Outro motivo</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Contrato</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Assunto</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Reserved date</source>
        <translation>Data reservada</translation>
    </message>
    <message>
        <source>Best time</source>
        <translation>Melhor horário</translation>
    </message>
    <message>
        <source>Origin of the address</source>
        <translation>Origem do endereço</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
    </message>
</context>
<context>
    <name>TicketActs</name>
    <message>
        <source>Ticket handed over</source>
        <translation>Atendimento repassado</translation>
    </message>
    <message>
        <source>Ticket referred</source>
        <translation>Atendimento encaminhado</translation>
    </message>
    <message>
        <source>Decision recorded</source>
        <translation>Decisão registrada</translation>
    </message>
    <message>
        <source>Ticket cancelled</source>
        <translation>Atendimento cancelado</translation>
    </message>
    <message>
        <source>Ticket reopened</source>
        <translation>Atendimento reaberto</translation>
    </message>
    <message>
        <source>Ticket taken successfully!</source>
        <translation>Atendimento assumido com sucesso!</translation>
    </message>
    <message>
        <source>Ticket concluded</source>
        <translation>Atendimento concluído</translation>
    </message>
    <message>
        <source>Ticket is in “{stage}” now</source>
        <translation>Atendimento agora em “{stage}”</translation>
    </message>
    <message>
        <source>Waiting for {who}</source>
        <translation>Aguardando {who}</translation>
    </message>
    <message>
        <source>Not waiting any more</source>
        <translation>Espera encerrada</translation>
    </message>
    <message>
        <source>Files attached</source>
        <translation>Arquivos anexados</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>Link copiado</translation>
    </message>
</context>
<context>
    <name>TicketHeader</name>
    <message>
        <source>Copy protocol</source>
        <translation>Copiar protocolo</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Repassar</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Mais ações</translation>
    </message>
    <message>
        <source>{type}, flow version {version}</source>
        <translation>{type}, fluxo versão {version}</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Repassar…</translation>
    </message>
    <message>
        <source>Edit fields</source>
        <translation>Editar campos</translation>
    </message>
    <message>
        <source>Record the client&apos;s decision…</source>
        <translation>Registrar decisão do cliente…</translation>
    </message>
    <message>
        <source>Refer to someone outside the portfolio…</source>
        <translation>Encaminhar a alguém de fora da carteira…</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>Anexar arquivos…</translation>
    </message>
    <message>
        <source>Print or save as PDF…</source>
        <translation>Imprimir ou salvar em PDF…</translation>
    </message>
    <message>
        <source>Back to the client</source>
        <translation>Voltar para o cliente</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar link</translation>
    </message>
    <message>
        <source>Cancel ticket…</source>
        <translation>Cancelar atendimento…</translation>
    </message>
    <message>
        <source>Reopen ticket…</source>
        <translation>Reabrir atendimento…</translation>
    </message>
    <message>
        <source>Wait for the client…</source>
        <translation>Aguardar o cliente…</translation>
    </message>
    <message>
        <source>Wait for a third party…</source>
        <translation>Aguardar terceiro…</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Encerrar a espera</translation>
    </message>
    <message>
        <source>Protocol copied</source>
        <translation>Protocolo copiado</translation>
    </message>
    <message>
        <source>History of the demand for the client (PDF)</source>
        <translation>Histórico da demanda para o cliente (PDF)</translation>
    </message>
</context>
<context>
    <name>TicketList</name>
    <message>
        <source>Tickets</source>
        <translation>Atendimentos</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
    <message>
        <source>No ticket yet</source>
        <translation>Nenhum atendimento ainda</translation>
    </message>
    <message>
        <source>What is asked for here shows in this list.</source>
        <translation>O que for pedido aqui aparece nesta lista.</translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n atendimento</numerusform>
            <numerusform>%n atendimentos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketPage</name>
    <message>
        <source>Ticket</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Five facts</source>
        <translation>Cinco fatos</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
    <message>
        <source>Parts of the ticket</source>
        <translation>Partes do atendimento</translation>
    </message>
    <message>
        <source>Shown entries</source>
        <translation>Entradas mostradas</translation>
    </message>
    <message>
        <source>Show the facts</source>
        <translation>Mostrar os fatos</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>Discussão</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Anexos</translation>
    </message>
    <message>
        <source>Understanding</source>
        <translation>Entendimento</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>Client sees</source>
        <translation>Cliente vê</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Interno</translation>
    </message>
    <message>
        <source>Close this tab</source>
        <translation>Fechar esta aba</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>hh:mm</source>
        <translation>hh:mm</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Fechar aviso</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
</context>
<context>
    <name>ToneInput</name>
    <message>
        <source>Grey</source>
        <translation>Cinza</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Âmbar</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Vermelho</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violeta</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Turquesa</translation>
    </message>
</context>
<context>
    <name>TopRow</name>
    <message>
        <source>Search everything</source>
        <translation>Buscar em tudo</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Novo atendimento</translation>
    </message>
    <message>
        <source>Keyboard and help</source>
        <translation>Teclado e ajuda</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>Menus</translation>
    </message>
</context>
<context>
    <name>TransitionPanel</name>
    <message>
        <source>Who may</source>
        <translation>Quem pode</translation>
    </message>
    <message>
        <source>None ticked: everybody who works on the ticket.</source>
        <translation>Nenhum marcado: todos que trabalham no atendimento.</translation>
    </message>
    <message>
        <source>Only when</source>
        <translation>Só quando</translation>
    </message>
    <message>
        <source>What happens then</source>
        <translation>O que acontece então</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nome da condição</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>Set off by</source>
        <translation>Acionada por</translation>
    </message>
    <message>
        <source>such as 2 h, 3 business days</source>
        <translation>como 2 h, 3 dias úteis</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Depois de</translation>
    </message>
    <message>
        <source>Stimulus</source>
        <translation>Estímulo</translation>
    </message>
    <message>
        <source>A name that several transitions share, such as “reopen”.</source>
        <translation>Um nome comum a várias condições, como “reabrir”.</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Motivos</translation>
    </message>
    <message>
        <source>None ticked: every reason may be given.</source>
        <translation>Nenhum marcado: vale qualquer motivo.</translation>
    </message>
    <message>
        <source>A reason is required</source>
        <translation>O motivo é obrigatório</translation>
    </message>
    <message>
        <source>A comment is required</source>
        <translation>O comentário é obrigatório</translation>
    </message>
    <message>
        <source>Fields it asks for</source>
        <translation>Campos que ela pede</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Acrescentar campo</translation>
    </message>
    <message>
        <source>A transition needs a label.</source>
        <translation>Uma condição precisa de um nome.</translation>
    </message>
    <message>
        <source>It does not go off by itself: the program does not do that yet. Nobody can use it.</source>
        <translation>Não dispara sozinha: o programa ainda não faz isso. Ninguém passa por ela.</translation>
    </message>
    <message>
        <source>What is asked of {field}</source>
        <translation>O que se pede de {field}</translation>
    </message>
    <message>
        <source>Do not ask for {field}</source>
        <translation>Não pedir {field}</translation>
    </message>
    <message>
        <source>Rename transition</source>
        <translation>Renomear condição</translation>
    </message>
    <message>
        <source>Connect otherwise</source>
        <translation>Ligar de outro modo</translation>
    </message>
    <message>
        <source>Change trigger</source>
        <translation>Mudar o acionamento</translation>
    </message>
    <message>
        <source>Write it like 2 h, 90 min or 3 business days.</source>
        <translation>Escreva como 2 h, 90 min ou 3 dias úteis.</translation>
    </message>
    <message>
        <source>Change time</source>
        <translation>Mudar o tempo</translation>
    </message>
    <message>
        <source>Change stimulus</source>
        <translation>Mudar o estímulo</translation>
    </message>
    <message>
        <source>Change who may</source>
        <translation>Mudar quem pode</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>Mudar a regra</translation>
    </message>
    <message>
        <source>Change reasons</source>
        <translation>Mudar os motivos</translation>
    </message>
    <message>
        <source>Change what is required</source>
        <translation>Mudar o que é obrigatório</translation>
    </message>
    <message>
        <source>Ask for a field</source>
        <translation>Pedir um campo</translation>
    </message>
    <message>
        <source>Change what is asked</source>
        <translation>Mudar o que se pede</translation>
    </message>
    <message>
        <source>Ask for a field less</source>
        <translation>Pedir um campo a menos</translation>
    </message>
    <message>
        <source>Change actions</source>
        <translation>Mudar as ações</translation>
    </message>
</context>
<context>
    <name>TypeForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>G&amp;rupo</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Descrição</translation>
    </message>
    <message>
        <source>In &amp;use</source>
        <translation>Em &amp;uso</translation>
    </message>
</context>
<context>
    <name>TypesPane</name>
    <message>
        <source>Open studio</source>
        <translation>Abrir estúdio</translation>
    </message>
    <message>
        <source>A new type begins with the three usual stages.</source>
        <translation>Um tipo novo começa com as três etapas usuais.</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
    <message>
        <source>Stages of version {number}</source>
        <translation>Etapas da versão {number}</translation>
    </message>
    <message>
        <source>No version is published yet.</source>
        <translation>Nenhuma versão publicada ainda.</translation>
    </message>
</context>
<context>
    <name>UnderstandingTab</name>
    <message>
        <source>Ask the client</source>
        <translation>Pedir aprovação</translation>
    </message>
    <message>
        <source>Record the client&apos;s decision…</source>
        <translation>Registrar decisão do cliente…</translation>
    </message>
    <message>
        <source>What was understood</source>
        <translation>O que foi entendido</translation>
    </message>
    <message>
        <source>The client reads it and approves or rejects it; it is his turn then.</source>
        <translation>O cliente lê e aprova ou reprova; então é a vez dele.</translation>
    </message>
    <message>
        <source>Versions of the understanding</source>
        <translation>Versões do entendimento</translation>
    </message>
    <message>
        <source>No version is waiting for a decision</source>
        <translation>Nenhuma versão aguarda decisão</translation>
    </message>
    <message>
        <source>Nothing has been put before the client yet.</source>
        <translation>Nada foi levado ao cliente ainda.</translation>
    </message>
    <message>
        <source>Version {number} is waiting for the client.</source>
        <translation>A versão {number} aguarda o cliente.</translation>
    </message>
    <message>
        <source>Version {number}: {state}.</source>
        <translation>Versão {number}: {state}.</translation>
    </message>
    <message>
        <source>Version {number} is waiting for the client</source>
        <translation>A versão {number} aguarda o cliente</translation>
    </message>
</context>
<context>
    <name>UnlockForm</name>
    <message>
        <source>Open {desk}</source>
        <translation>Abrir {desk}</translation>
    </message>
    <message>
        <source>This desk is encrypted. Type the recovery code that was shown when it was made.</source>
        <translation>Esta base é cifrada. Digite o código de recuperação mostrado quando ela foi criada.</translation>
    </message>
    <message>
        <source>This desk is encrypted. Type its password.</source>
        <translation>Esta base é cifrada. Digite a senha.</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>S&amp;enha</translation>
    </message>
    <message>
        <source>Recovery &amp;code</source>
        <translation>Código &amp;de recuperação</translation>
    </message>
    <message>
        <source>Use the password</source>
        <translation>Usar a senha</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>Usar o código de recuperação</translation>
    </message>
    <message>
        <source>Open desk</source>
        <translation>Abrir base</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>UserForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>No&amp;me</translation>
    </message>
    <message>
        <source>User &amp;name to log in</source>
        <translation>Nome de &amp;usuário</translation>
    </message>
    <message>
        <source>S&amp;taff member</source>
        <translation>Co&amp;laborador</translation>
    </message>
    <message>
        <source>Rig&amp;hts</source>
        <translation>D&amp;ireitos</translation>
    </message>
    <message>
        <source>May log &amp;in</source>
        <translation>Pode &amp;entrar</translation>
    </message>
    <message>
        <source>What the person sees</source>
        <translation>O que a pessoa vê</translation>
    </message>
    <message>
        <source>Permission &amp;groups</source>
        <translation>&amp;Grupos de permissões</translation>
    </message>
    <message>
        <source>Su&amp;perior</source>
        <translation>Su&amp;perior</translation>
    </message>
    <message>
        <source>Also &amp;works in</source>
        <translation>Também tra&amp;balha em</translation>
    </message>
    <message>
        <source>&amp;Manages</source>
        <translation>&amp;Gerencia</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Senha</translation>
    </message>
    <message>
        <source>Ne&amp;w password</source>
        <translation>&amp;Nova senha</translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation>&amp;De novo</translation>
    </message>
</context>
<context>
    <name>UserLogInDialog</name>
    <message>
        <source>Log-in of {name}</source>
        <translation>Entrada de {name}</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Redefinir</translation>
    </message>
    <message>
        <source>Ask {name} for no code any more</source>
        <translation>Não pedir mais código a {name}</translation>
    </message>
    <message>
        <source>For a lost telephone. It is recorded, and cannot be undone.</source>
        <translation>Para um telefone perdido. Fica registrado e não pode ser desfeito.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Only the password is asked for.</source>
        <translation>Só a senha é pedida.</translation>
    </message>
    <message>
        <source>A code is asked for after the password, since {when}.</source>
        <translation>Um código é pedido depois da senha, desde {when}.</translation>
    </message>
    <message>
        <source>Your own is switched off in the settings</source>
        <translation>O seu se desliga nas preferências</translation>
    </message>
    <message>
        <source>No code is asked for any more; that is recorded</source>
        <translation>Nenhum código é mais pedido; ficou registrado</translation>
    </message>
</context>
<context>
    <name>UsersPane</name>
    <message>
        <source>What this person sees…</source>
        <translation>O que esta pessoa vê…</translation>
    </message>
    <message>
        <source>How this person logs in…</source>
        <translation>Como esta pessoa entra…</translation>
    </message>
    <message>
        <source>Save, then open the log-in at the server under “How this person logs in”.</source>
        <translation>Salve e depois abra o acesso ao servidor em «Como esta pessoa entra».</translation>
    </message>
    <message>
        <source>It is the name at the server, and stays.</source>
        <translation>É o nome no servidor e não muda.</translation>
    </message>
    <message>
        <source>Switched off. The log-in {login} at the server is closed.</source>
        <translation>Desativado. O acesso {login} ao servidor foi fechado.</translation>
    </message>
    <message>
        <source>Switched on. {login} logs in at the server as before.</source>
        <translation>Ativado. {login} entra no servidor como antes.</translation>
    </message>
    <message>
        <source>Switched on, but {login} does not get in: an administrator opens the log-in under “How this person logs in”.</source>
        <translation>Ativado, mas {login} não entra: um administrador abre o acesso em “Como esta pessoa entra”.</translation>
    </message>
    <message>
        <source>The password was set</source>
        <translation>Senha definida</translation>
    </message>
</context>
<context>
    <name>VerbDialog</name>
    <message>
        <source>Go back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>VersionCard</name>
    <message>
        <source>Version {number}</source>
        <translation>Versão {number}</translation>
    </message>
    <message>
        <source>{who}, {when}</source>
        <translation>{who}, {when}</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>O cliente</translation>
    </message>
    <message>
        <source>Approved by {who}, {when}</source>
        <translation>Aprovado por {who}, {when}</translation>
    </message>
    <message>
        <source>Rejected by {who}, {when}</source>
        <translation>Reprovado por {who}, {when}</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>More views</source>
        <translation>Mais visões</translation>
    </message>
</context>
<context>
    <name>ViewTabs</name>
    <message>
        <source>Views of the queue</source>
        <translation>Visões da fila</translation>
    </message>
</context>
<context>
    <name>VisitsTable</name>
    <message>
        <source>Stage</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Saída</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Working time</source>
        <translation>Tempo útil</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condição</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
    <message>
        <source>No stage yet</source>
        <translation>Nenhuma etapa ainda</translation>
    </message>
    <message>
        <source>{stage} (off the flow)</source>
        <translation>{stage} (fora do fluxo)</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>está ali</translation>
    </message>
    <message>
        <source>{spent} of {expected}</source>
        <translation>{spent} de {expected}</translation>
    </message>
</context>
<context>
    <name>WaitDialog</name>
    <message>
        <source>Wait for {who}</source>
        <translation>Aguardar {who}</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Aguardar</translation>
    </message>
    <message>
        <source>&amp;What is awaited</source>
        <translation>&amp;O que se espera</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>not found</source>
        <translation>não encontrada</translation>
    </message>
    <message>
        <source>used {when}</source>
        <translation>usada {when}</translation>
    </message>
    <message>
        <source>example data</source>
        <translation>dados de exemplo</translation>
    </message>
    <message>
        <source>local desk</source>
        <translation>base local</translation>
    </message>
    <message>
        <source>company server</source>
        <translation>servidor da empresa</translation>
    </message>
    <message>
        <source>Welcome to pacdesk</source>
        <translation>Boas-vindas ao pacdesk</translation>
    </message>
    <message>
        <source>Choose where your data is. You can change it later, in System, Open a desk.</source>
        <translation>Escolha onde ficam os seus dados. Dá para trocar depois, em Sistema, Abrir base.</translation>
    </message>
    <message>
        <source>Explore with examples</source>
        <translation>Explorar com exemplos</translation>
    </message>
    <message>
        <source>Made-up clients, contracts and tickets. Discard it all whenever you like.</source>
        <translation>Clientes, contratos e atendimentos fictícios. Descarte tudo quando quiser.</translation>
    </message>
    <message>
        <source>Open examples</source>
        <translation>Abrir exemplos</translation>
    </message>
    <message>
        <source>Start a local desk</source>
        <translation>Começar base local</translation>
    </message>
    <message>
        <source>A file on this computer, encrypted. Good for one person or to try things out.</source>
        <translation>Um arquivo neste computador, cifrado. Bom para uma pessoa ou para testar.</translation>
    </message>
    <message>
        <source>Create desk</source>
        <translation>Criar base</translation>
    </message>
    <message>
        <source>Connect to the server</source>
        <translation>Conectar ao servidor</translation>
    </message>
    <message>
        <source>Use the address and the user that your company gave you. Many work on one desk.</source>
        <translation>Use o endereço e o usuário que a sua empresa passou. Muitos trabalham na mesma base.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Conectar</translation>
    </message>
    <message>
        <source>Open a desk&apos;s &amp;file…</source>
        <translation>Abrir o &amp;arquivo de uma base…</translation>
    </message>
    <message>
        <source>Recent desks</source>
        <translation>Bases recentes</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>Appea&amp;rance</source>
        <translation>Apa&amp;rência</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Do sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clara</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escura</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>MM/dd/yyyy</source>
        <translation>dd/MM/yyyy</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>HH:mm</source>
        <translation>HH:mm</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoje</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>amanhã</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>MM/dd</source>
        <translation>dd/MM</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>MM/dd/yyyy HH:mm</source>
        <translation>dd/MM/yyyy HH:mm</translation>
    </message>
    <message>
        <source>now</source>
        <translation>agora</translation>
    </message>
    <message>
        <source>{duration} ago</source>
        <translation>há {duration}</translation>
    </message>
    <message>
        <source>overdue by {duration}</source>
        <translation>venceu há {duration}</translation>
    </message>
    <message>
        <source>due in {duration}</source>
        <translation>vence em {duration}</translation>
    </message>
    <message>
        <source>paused: {reason}</source>
        <translation>pausado: {reason}</translation>
    </message>
    <message>
        <source>late by {duration}</source>
        <translation>atraso de {duration}</translation>
    </message>
    <message>
        <source>met in {duration}</source>
        <translation>cumprido em {duration}</translation>
    </message>
</context>
<context>
    <name>Workflow</name>
    <message>
        <source>required</source>
        <translation>obrigatório</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>só leitura</translation>
    </message>
    <message>
        <source>hidden from the team</source>
        <translation>oculto na equipe</translation>
    </message>
    <message>
        <source>hidden in the portal</source>
        <translation>oculto no portal</translation>
    </message>
    <message>
        <source>needed from the stage before</source>
        <translation>exige etapa anterior</translation>
    </message>
    <message>
        <source>R</source>
        <comment>key for: required</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>L</source>
        <comment>key for: read-only</comment>
        <translation>L</translation>
    </message>
    <message>
        <source>T</source>
        <comment>key for: hidden from the team</comment>
        <translation>I</translation>
    </message>
    <message>
        <source>P</source>
        <comment>key for: hidden in the portal</comment>
        <translation>P</translation>
    </message>
    <message>
        <source>B</source>
        <comment>key for: needed from the stage before</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Assunto</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Access login</source>
        <translation>Login de acesso</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Contrato</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridade</translation>
    </message>
    <message>
        <source>Complementary status</source>
        <translation>Status complementar</translation>
    </message>
    <message>
        <source>Reserved date</source>
        <translation>Data reservada</translation>
    </message>
    <message>
        <source>Best time</source>
        <translation>Melhor horário</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Understanding</source>
        <translation>Entendimento</translation>
    </message>
    <message>
        <source>Whose turn it is</source>
        <translation>De quem é a vez</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Kind of ticket</source>
        <translation>Tipo de atendimento</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>Texto longo</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinheiro</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Horário</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Sim ou não</translation>
    </message>
    <message>
        <source>One choice</source>
        <translation>Uma opção</translation>
    </message>
    <message>
        <source>Several choices</source>
        <translation>Várias opções</translation>
    </message>
    <message>
        <source>CPF or CNPJ</source>
        <translation>CPF ou CNPJ</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Meio</translation>
    </message>
    <message>
        <source>End: concluded</source>
        <translation>Fim: concluído</translation>
    </message>
    <message>
        <source>End: cancelled</source>
        <translation>Fim: cancelado</translation>
    </message>
    <message>
        <source>Whoever has it</source>
        <translation>Quem assumiu</translation>
    </message>
    <message>
        <source>Queue of a department</source>
        <translation>Fila de um departamento</translation>
    </message>
    <message>
        <source>A certain attendant</source>
        <translation>Um atendente certo</translation>
    </message>
    <message>
        <source>The attendant before</source>
        <translation>O atendente anterior</translation>
    </message>
    <message>
        <source>Client&apos;s technical responsible</source>
        <translation>RT do cliente</translation>
    </message>
    <message>
        <source>A third party</source>
        <translation>Um terceiro</translation>
    </message>
    <message>
        <source>A role</source>
        <translation>Uma função</translation>
    </message>
    <message>
        <source>Whoever has the ticket</source>
        <translation>Quem está com o atendimento</translation>
    </message>
    <message>
        <source>Its department</source>
        <translation>O departamento dele</translation>
    </message>
    <message>
        <source>Managers</source>
        <translation>Gerentes</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>Administradores</translation>
    </message>
    <message>
        <source>The client, in the portal</source>
        <translation>O cliente, no portal</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Uma pessoa</translation>
    </message>
    <message>
        <source>Time gone by</source>
        <translation>Tempo decorrido</translation>
    </message>
    <message>
        <source>Something that happens elsewhere</source>
        <translation>Algo que acontece fora daqui</translation>
    </message>
    <message>
        <source>is shown</source>
        <translation>aparece</translation>
    </message>
    <message>
        <source>must be filled</source>
        <translation>deve ser preenchido</translation>
    </message>
    <message>
        <source>must be changed</source>
        <translation>deve ser mudado</translation>
    </message>
    <message>
        <source>Fill a field</source>
        <translation>Preencher campo</translation>
    </message>
    <message>
        <source>Put the present moment into a field</source>
        <translation>Pôr o momento num campo</translation>
    </message>
    <message>
        <source>Empty a field</source>
        <translation>Esvaziar campo</translation>
    </message>
    <message>
        <source>Set the complementary status</source>
        <translation>Status complementar</translation>
    </message>
    <message>
        <source>Send a message to the client</source>
        <translation>Mandar mensagem ao cliente</translation>
    </message>
    <message>
        <source>Ask the client about the understanding</source>
        <translation>Pedir entendimento</translation>
    </message>
    <message>
        <source>is</source>
        <translation>é</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>não é</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>é um destes</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>não é nenhum destes</translation>
    </message>
    <message>
        <source>is filled</source>
        <translation>está preenchido</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>está vazio</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>contém</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>começa com</translation>
    </message>
    <message>
        <source>ends with</source>
        <translation>termina com</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>é maior que</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>é pelo menos</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>é menor que</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>é no máximo</translation>
    </message>
    <message>
        <source>all of this is so</source>
        <translation>valem todas estas</translation>
    </message>
    <message>
        <source>any of this is so</source>
        <translation>vale uma destas</translation>
    </message>
    <message>
        <source>waits for the client</source>
        <translation>espera o cliente</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>aprovado</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejeitado</translation>
    </message>
</context>
<context>
    <name>WorkingHoursPage</name>
    <message>
        <source>Your user may not change parameters</source>
        <translation>Seu usuário não pode mudar parâmetros</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Expediente</translation>
    </message>
    <message>
        <source>Periods of each day, such as 08:00–12:00, 13:00–18:00. An empty day is a day off.</source>
        <translation>Períodos de cada dia, como 08:00–12:00, 13:00–18:00. Dia vazio é folga.</translation>
    </message>
    <message>
        <source>Nobody works on Brazilian holidays</source>
        <translation>Não há expediente nos feriados nacionais</translation>
    </message>
    <message>
        <source>Holidays of the state</source>
        <translation>Feriados do estado</translation>
    </message>
    <message>
        <source>Other days off</source>
        <translation>Outros dias sem expediente</translation>
    </message>
    <message>
        <source>One a line, such as 24/12/2026.</source>
        <translation>Um por linha, como 24/12/2026.</translation>
    </message>
    <message>
        <source>Save working hours</source>
        <translation>Salvar expediente</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>Working hours saved</source>
        <translation>Expediente salvo</translation>
    </message>
</context>
<context>
    <name>YesNoField</name>
    <message>
        <source>Yes</source>
        <translation>Sim</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Não</translation>
    </message>
</context>
<context>
    <name>_ActionForm</name>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>none: the text below</source>
        <translation>nenhuma: o texto abaixo</translation>
    </message>
    <message>
        <source>Canned message</source>
        <translation>Mensagem padrão</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Left empty, the client is asked about the description.</source>
        <translation>Vazio, pergunta-se ao cliente pela descrição.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>Remove action</source>
        <translation>Remover ação</translation>
    </message>
</context>
<context>
    <name>_Codes</name>
    <message>
        <source>Recovery codes</source>
        <translation>Códigos de recuperação</translation>
    </message>
    <message>
        <source>I have &amp;kept the codes</source>
        <translation>&amp;Guardei os códigos</translation>
    </message>
    <message>
        <source>I have kept the codes</source>
        <translation>Guardei os códigos</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salvar…</translation>
    </message>
    <message>
        <source>recovery codes.txt</source>
        <translation>códigos de recuperação.txt</translation>
    </message>
    <message>
        <source>Save the recovery codes</source>
        <translation>Salvar os códigos de recuperação</translation>
    </message>
    <message>
        <source>The codes were not saved.</source>
        <translation>Os códigos não foram salvos.</translation>
    </message>
</context>
<context>
    <name>_Corner</name>
    <message>
        <source>New field</source>
        <translation>Novo campo</translation>
    </message>
    <message>
        <source>More for the chosen cells</source>
        <translation>Mais para as células escolhidas</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
</context>
<context>
    <name>_Form</name>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>{name} is at this desk. What was being written is kept.</source>
        <translation>{name} está nesta base. O que estava sendo escrito está guardado.</translation>
    </message>
    <message>
        <source>&amp;Code of the authenticator app</source>
        <translation>&amp;Código do aplicativo autenticador</translation>
    </message>
    <message>
        <source>Without the telephone, type one of the recovery codes.</source>
        <translation>Sem o telefone, digite um dos códigos de recuperação.</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>S&amp;enha</translation>
    </message>
    <message>
        <source>&amp;Password at the server</source>
        <translation>&amp;Senha no servidor</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Leave the desk</source>
        <translation>Sair da base</translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>How the conditions are joined</source>
        <translation>Como se juntam</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Remover grupo</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Comparação</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>A group joins conditions in the other way</source>
        <translation>Um grupo junta comparações do outro modo</translation>
    </message>
</context>
<context>
    <name>_Item</name>
    <message>
        <source>What must be done</source>
        <translation>O que deve ser feito</translation>
    </message>
    <message>
        <source>Item {number}</source>
        <translation>Item {number}</translation>
    </message>
    <message>
        <source>required</source>
        <translation>obrigatório</translation>
    </message>
    <message>
        <source>The ticket stays in the stage until it is ticked</source>
        <translation>O atendimento fica na etapa até este item ser marcado</translation>
    </message>
    <message>
        <source>Remove item {number}</source>
        <translation>Remover o item {number}</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparação</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>Remover comparação</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
</TS>
