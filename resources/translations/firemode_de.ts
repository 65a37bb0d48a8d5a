<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_AU">
<context>
    <name></name>
    <message>
        <source>Archives (*.zip);;All files (*)</source>
        <translation>Archive (*.zip);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>version licence fonts diagnostics support</source>
        <translation>version lizenz schriften diagnose support</translation>
    </message>
    <message>
        <source>Which licence</source>
        <translation>Welche Lizenz</translation>
    </message>
    <message>
        <source>FireMode Desktop {version}</source>
        <translation>FireMode Desktop {version}</translation>
    </message>
    <message>
        <source>Commissioning and testing of pressurised fire stairs.</source>
        <translation>Inbetriebnahme und Prüfung druckbelüfteter Feuertreppenräume.</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <translation>Diagnose speichern…</translation>
    </message>
    <message>
        <source>Python {python_version}</source>
        <translation>Python {python_version}</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Building files (*.zip);;All files (*)</source>
        <translation>Gebäudedateien (*.zip);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Only a supervisor or an administrator archives a building or takes it up again; everybody may export.</source>
        <translation>Nur die Aufsicht oder ein Administrator archiviert ein Gebäude oder nimmt es wieder auf; exportieren dürfen alle.</translation>
    </message>
    <message>
        <source>All records, the evidence and the log go into one file that needs no program to be read. From then on nothing in the building changes; it can be looked at, and taken up again.</source>
        <translation>Alle Datensätze, die Nachweise und das Protokoll kommen in eine Datei, die ohne Programm lesbar ist. Danach ändert sich im Gebäude nichts mehr; es kann angesehen und wieder aufgenommen werden.</translation>
    </message>
    <message>
        <source>in service</source>
        <translation>in Betrieb</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <source>Suburb</source>
        <translation>Ortsteil</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>It stays on record.</source>
        <translation>Es bleibt erhalten.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Archivieren…</translation>
    </message>
    <message>
        <source>Out of service since</source>
        <translation>Außer Betrieb seit</translation>
    </message>
    <message>
        <source>Also without evidence files that are missing</source>
        <translation>Auch ohne fehlende Nachweisdateien</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>Wieder aufnehmen</translation>
    </message>
    <message>
        <source>Nothing in it changes. The file with its records is known by its SHA-256.</source>
        <translation>Darin ändert sich nichts. Die Datei mit den Datensätzen ist an ihrer SHA-256 zu erkennen.</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>, {files_missing:,} missing</source>
        <translation>, {files_missing:,} fehlen</translation>
    </message>
    <message>
        <source>{archived_on} by {archived_by}</source>
        <translation>{archived_on} von {archived_by}</translation>
    </message>
    <message>
        <source>{records:,} records, {files:,} files of evidence{missing}</source>
        <translation>{records:,} Datensätze, {files:,} Nachweisdateien{missing}</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <source>archive export whole building hand over reopen decommission</source>
        <translation>archiv export ganzes gebäude übergabe wieder aufnehmen stilllegen archive</translation>
    </message>
    <message>
        <source>Check a file…</source>
        <translation>Datei prüfen…</translation>
    </message>
    <message>
        <source>1 building</source>
        <translation>1 Gebäude</translation>
    </message>
    <message>
        <source>{found:,} buildings</source>
        <translation>{found:,} Gebäude</translation>
    </message>
    <message>
        <source>, {archived:,} archived</source>
        <translation>, {archived:,} archiviert</translation>
    </message>
    <message>
        <source>{name} is archived. Its records are in {path}.</source>
        <translation>{name} ist archiviert. Die Datensätze sind in {path}.</translation>
    </message>
    <message>
        <source>Archiving {name}</source>
        <translation>{name} wird archiviert</translation>
    </message>
    <message>
        <source>{name} is taken up again. It is still out of service.</source>
        <translation>{name} ist wieder aufgenommen. Es ist noch außer Betrieb.</translation>
    </message>
    <message>
        <source>Taking a building up again</source>
        <translation>Gebäude wird wieder aufgenommen</translation>
    </message>
    <message>
        <source>Wrote {records:,} records and {files:,} files of evidence of {name} to {path}.</source>
        <translation>{records:,} Datensätze und {files:,} Nachweisdateien von {name} nach {path} geschrieben.</translation>
    </message>
    <message>
        <source>{said} {missing:,} were missing.</source>
        <translation>{said} {missing:,} fehlten.</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>{name} wird exportiert</translation>
    </message>
    <message>
        <source>Check the file of a building</source>
        <translation>Datei eines Gebäudes prüfen</translation>
    </message>
    <message>
        <source>{path} is whole: {building}, {records:,} records of {made_at}. SHA-256 {sha256}</source>
        <translation>{path} ist unversehrt: {building}, {records:,} Datensätze vom {made_at}. SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>{path} is not whole.</source>
        <translation>{path} ist nicht unversehrt.</translation>
    </message>
    <message>
        <source>Checking a file</source>
        <translation>Datei wird geprüft</translation>
    </message>
    <message>
        <source>All records of {name}</source>
        <translation>Alle Datensätze von {name}</translation>
    </message>
    <message>
        <source>The building was sold; its new owner has another contractor.</source>
        <translation>Das Gebäude wurde verkauft; der neue Eigentümer hat eine andere Firma.</translation>
    </message>
    <message>
        <source>Nobody else is connected.</source>
        <translation>Niemand sonst ist verbunden.</translation>
    </message>
    <message>
        <source>No server is kept yet. Type the address that your administrator gave you, try it, and keep it.</source>
        <translation>Noch kein Server gemerkt. Die vom Administrator genannte Adresse eingeben, testen und behalten.</translation>
    </message>
    <message>
        <source>A server of the office must prove who it is (TLS, the certificate for its name) and gets no password. The password goes into this computer&apos;s keyring, never into a file of ours.</source>
        <translation>Ein Server des Büros muss sich ausweisen (TLS, das Zertifikat auf seinen Namen) und erhält kein Passwort. Das Passwort kommt in den Schlüsselbund dieses Computers, nie in eine unserer Dateien.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>server address tls certificate password keyring who is connected</source>
        <translation>server adresse tls zertifikat passwort schlüsselbund wer ist verbunden</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Identitätsnachweis</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>Arbeitet als</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Server wird gefragt…</translation>
    </message>
    <message>
        <source>Servers that are kept</source>
        <translation>Gemerkte Server</translation>
    </message>
    <message>
        <source>from the keyring</source>
        <translation>aus dem Schlüsselbund</translation>
    </message>
    <message>
        <source>libpq&apos;s own place</source>
        <translation>Ort, den libpq vorsieht</translation>
    </message>
    <message>
        <source>What the server answered</source>
        <translation>Was der Server antwortete</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>verb: try a server</comment>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>This connection</source>
        <translation>Diese Verbindung</translation>
    </message>
    <message>
        <source>Also connected</source>
        <translation>Außerdem verbunden</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Certificate of the authority (PEM)</source>
        <translation>Zertifikat der Zertifizierungsstelle (PEM)</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>PostgreSQL {server_version}, {database}, {address}</source>
        <translation>PostgreSQL {server_version}, {database}, {address}</translation>
    </message>
    <message>
        <source>none: it does not leave this computer</source>
        <translation>keine: sie verlässt diesen Computer nicht</translation>
    </message>
    <message>
        <source>as the list of people says</source>
        <translation>wie die Liste der Personen sagt</translation>
    </message>
    <message>
        <source>{full_name}, {role}; chosen in this window</source>
        <translation>{full_name}, {role}; in diesem Fenster gewählt</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird hergestellt</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>Aufbewahrt.</translation>
    </message>
    <message>
        <source>Forgotten, and its password.</source>
        <translation>Vergessen, samt Passwort.</translation>
    </message>
    <message>
        <source>1 connection</source>
        <translation>1 Verbindung</translation>
    </message>
    <message>
        <source>{connections} connections</source>
        <translation>{connections} Verbindungen</translation>
    </message>
    <message>
        <source>{many}, since {since}</source>
        <translation>{many}, seit {since}</translation>
    </message>
    <message>
        <source>Backups (*.fmbackup *.zip);;All files (*)</source>
        <translation>Sicherungen (*.fmbackup *.zip);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>It takes the place of everything in this database, for everybody who works in it; they are disconnected for a moment. The database as it is now is kept aside on the same server. The backup is proved before anything is replaced.</source>
        <translation>Sie tritt an die Stelle von allem in dieser Datenbank, für alle, die darin arbeiten; sie werden kurz getrennt. Die jetzige Datenbank wird auf demselben Server beiseitegelegt. Die Sicherung wird verifiziert, bevor etwas ersetzt wird.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore {file}?</source>
        <translation>{file} wiederherstellen?</translation>
    </message>
    <message>
        <source>{made_at} by version {program}</source>
        <translation>{made_at} von Version {program}</translation>
    </message>
    <message>
        <source>{rows:,} rows in {tables} tables, from {database}</source>
        <translation>{rows:,} Zeilen in {tables} Tabellen, aus {database}</translation>
    </message>
    <message>
        <source>PostgreSQL {server_version}</source>
        <translation>PostgreSQL {server_version}</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>backup restore server schema folders</source>
        <translation>sicherung backup wiederherstellen server schema ordner</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>In use by</source>
        <translation>In Gebrauch durch</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>Jetzt sichern…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Evidence files</source>
        <translation>Nachweisdateien</translation>
    </message>
    <message>
        <source>A backup is one file with every record. When it is restored, every table is compared with it before anything is replaced. Evidence files are not in it; backups by themselves copy them as well.</source>
        <translation>Eine Sicherung ist eine Datei mit allen Datensätzen. Beim Wiederherstellen wird jede Tabelle mit ihr verglichen, bevor etwas ersetzt wird. Nachweisdateien sind nicht darin; automatische Sicherungen kopieren sie mit.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>Datenordner öffnen</translation>
    </message>
    <message>
        <source>Open the evidence folder</source>
        <translation>Nachweisordner öffnen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Put aside by restores</source>
        <translation>Beim Wiederherstellen beiseitegelegt</translation>
    </message>
    <message>
        <source>{revision}, {up}</source>
        <translation>{revision}, {up}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>the program needs {head}</source>
        <translation>das Programm braucht {head}</translation>
    </message>
    <message>
        <source>this connection alone</source>
        <translation>nur diese Verbindung</translation>
    </message>
    <message>
        <source>{files:,} {file}, {size_bytes}</source>
        <translation>{files:,} {file}, {size_bytes}</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>Last from here: {day}
{file}</source>
        <translation>Zuletzt von hier: {day}
{file}</translation>
    </message>
    <message>
        <source>None was made from this computer yet.</source>
        <translation>Von diesem Computer wurde noch keine gemacht.</translation>
    </message>
    <message>
        <source>The {which} folder is not there yet.</source>
        <translation>Der Ordner ({which}) ist noch nicht da.</translation>
    </message>
    <message>
        <source>FireMode {clock:%Y-%m-%d %H%M}{SUFFIX}</source>
        <translation>FireMode {clock:%Y-%m-%d %H%M}{SUFFIX}</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Writing a backup</source>
        <translation>Sicherung wird geschrieben</translation>
    </message>
    <message>
        <source>Backed up {rows:,} rows in {tables} tables ({size}).</source>
        <translation>{rows:,} Zeilen in {tables} Tabellen gesichert ({size}).</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Reading the backup</source>
        <translation>Sicherung wird gelesen</translation>
    </message>
    <message>
        <source>through a socket of this computer</source>
        <translation>über einen Socket dieses Computers</translation>
    </message>
    <message>
        <source>to {address}, {encryption}</source>
        <translation>an {address}, {encryption}</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Every write, by whatever program, is an entry of the log, and each entry carries the hash of the one before. Following the log finds an entry that was altered, left out or cut off, and a row that was edited behind it. It is tamper-evident, not tamper-proof: who owns the computer can do anything, and is found by who remembers the end of the log from before – a report that was issued, another computer, or a note on paper.</source>
        <translation>Jedes Schreiben, durch welches Programm auch immer, ist ein Eintrag im Protokoll, und jeder Eintrag trägt den Hash des vorherigen. Wer das Protokoll verfolgt, findet einen Eintrag, der verändert, ausgelassen oder abgeschnitten wurde, und eine Zeile, die daran vorbei bearbeitet wurde. Manipulation wird erkannt, nicht verhindert: Wem der Computer gehört, der kann alles tun, und wird entdeckt von dem, der das Ende des Protokolls von früher kennt – ein ausgegebener Bericht, ein anderer Computer oder eine Notiz auf Papier.</translation>
    </message>
    <message>
        <source>Lines of JSON (*.jsonl);;All files (*)</source>
        <translation>JSON-Zeilen (*.jsonl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>audit log chain verify tamper evidence hash export</source>
        <translation>audit protokoll log kette verifizieren manipulation nachweis hash export</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Bestandsliste</translation>
    </message>
    <message>
        <source>Follow the log</source>
        <translation>Protokoll verfolgen</translation>
    </message>
    <message>
        <source>Take it as it is</source>
        <translation>So hinnehmen, wie es ist</translation>
    </message>
    <message>
        <source>After a backup was restored: this computer goes by the log as it is from now on.</source>
        <translation>Nach dem Wiederherstellen einer Sicherung: Dieser Computer richtet sich ab jetzt nach dem Protokoll, wie es ist.</translation>
    </message>
    <message>
        <source>Nothing was followed since the window was opened.</source>
        <translation>Seit das Fenster geöffnet wurde, ist nichts verfolgt worden.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>The log</source>
        <translation>Das Protokoll</translation>
    </message>
    <message>
        <source>Following the log</source>
        <translation>Protokoll wird verfolgt</translation>
    </message>
    <message>
        <source>Whole on {when}: {entries:,} entries in one chain, and every row of {rows_of} tables is as it was last logged.</source>
        <translation>Unversehrt am {when}: {entries:,} Einträge in einer Kette, und jede Zeile von {rows_of} Tabellen ist so, wie sie zuletzt protokolliert wurde.</translation>
    </message>
    <message>
        <source>Not whole on {when}: {many:,} {thing} wrong.</source>
        <translation>Nicht unversehrt am {when}: {many:,} {thing} falsch.</translation>
    </message>
    <message>
        <source>thing is</source>
        <translation>Punkt ist</translation>
    </message>
    <message>
        <source>things are</source>
        <translation>Punkte sind</translation>
    </message>
    <message>
        <source>This computer goes by the log as it is: {seq:,} entries.</source>
        <translation>Dieser Computer richtet sich nach dem Protokoll, wie es ist: {seq:,} Einträge.</translation>
    </message>
    <message>
        <source>Remembering</source>
        <translation>Wird gemerkt</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>Wrote {entries:,} entries of the log to {path}.</source>
        <translation>{entries:,} Einträge des Protokolls nach {path} geschrieben.</translation>
    </message>
    <message>
        <source>Writing the log</source>
        <translation>Protokoll wird geschrieben</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Logins and roles, the rules readings are judged by, backups, and what this program is.</source>
        <translation>Anmeldungen und Rollen, die Regeln, nach denen Messwerte beurteilt werden, Sicherungen, und was dieses Programm ist.</translation>
    </message>
    <message>
        <source>Sections of administration</source>
        <translation>Bereiche der Verwaltung</translation>
    </message>
    <message>
        <source>New login…</source>
        <translation>Neue Anmeldung…</translation>
    </message>
    <message>
        <source>user person account add</source>
        <translation>benutzer person konto hinzufügen</translation>
    </message>
    <message>
        <source>Supersede the rule…</source>
        <translation>Die Regel ablösen…</translation>
    </message>
    <message>
        <source>limit version standard</source>
        <translation>grenzwert version norm</translation>
    </message>
    <message>
        <source>Rule set…</source>
        <translation>Regelwerk…</translation>
    </message>
    <message>
        <source>edition standard nfpa adopt choose</source>
        <translation>ausgabe norm nfpa übernehmen wählen</translation>
    </message>
    <message>
        <source>save dump copy</source>
        <translation>speichern ausgabe kopie</translation>
    </message>
    <message>
        <source>audit verify integrity chain</source>
        <translation>audit verifizieren integrität kette protokoll</translation>
    </message>
    <message>
        <source>Test a server</source>
        <translation>Server testen</translation>
    </message>
    <message>
        <source>connection profile office</source>
        <translation>verbindung profil büro</translation>
    </message>
    <message>
        <source>Export a whole building…</source>
        <translation>Ganzes Gebäude exportieren…</translation>
    </message>
    <message>
        <source>hand over archive</source>
        <translation>übergabe archiv</translation>
    </message>
    <message>
        <source>support help problem log</source>
        <translation>hilfe support problem protokoll</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>bring back</source>
        <translation>zurückholen</translation>
    </message>
    <message>
        <source>All buildings</source>
        <translation>Alle Gebäude</translation>
    </message>
    <message>
        <source>Only these buildings</source>
        <translation>Nur diese Gebäude</translation>
    </message>
    <message>
        <source>a person&apos;s rights</source>
        <translation>die Rechte einer Person</translation>
    </message>
    <message>
        <source>Only a supervisor or an administrator gives or changes logins.</source>
        <translation>Nur die Aufsicht oder ein Administrator vergibt oder ändert Anmeldungen.</translation>
    </message>
    <message>
        <source>all buildings</source>
        <translation>alle Gebäude</translation>
    </message>
    <message>
        <source>no building</source>
        <translation>kein Gebäude</translation>
    </message>
    <message>
        <source>{buildings} buildings</source>
        <translation>{buildings} Gebäude</translation>
    </message>
    <message>
        <source>server differs</source>
        <translation>server weicht ab</translation>
    </message>
    <message>
        <source>no longer</source>
        <translation>nicht mehr</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>Sieht</translation>
    </message>
    <message>
        <source>Signs in</source>
        <translation>Meldet sich an</translation>
    </message>
    <message>
        <source>
An administrator of the server runs:
{run}</source>
        <translation>
Ein Administrator des Servers führt aus:
{run}</translation>
    </message>
    <message>
        <source>On the server: {login}. The list holds from now on; the server gives no more than both.{run}</source>
        <translation>Auf dem Server: {login}. Die Liste gilt ab jetzt; der Server gibt nicht mehr, als beide erlauben.{run}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Buildings the person sees</source>
        <translation>Gebäude, die die Person sieht</translation>
    </message>
    <message>
        <source>What the server says</source>
        <translation>Was der Server sagt</translation>
    </message>
    <message>
        <source>New login</source>
        <translation>Neue Anmeldung</translation>
    </message>
    <message>
        <source>Give the login</source>
        <translation>Anmeldung vergeben</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>A login keeps its name; records refer to it.</source>
        <translation>Ein Anmeldename bleibt, wie er ist; Datensätze beziehen sich darauf.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>users logins roles accounts</source>
        <translation>benutzer anmeldungen rollen konten</translation>
    </message>
    <message>
        <source>{active} can sign in</source>
        <translation>{active} können sich anmelden</translation>
    </message>
    <message>
        <source>, {out} no longer</source>
        <translation>, {out} nicht mehr</translation>
    </message>
    <message>
        <source>Saving a login</source>
        <translation>Anmeldung wird gespeichert</translation>
    </message>
    <message>
        <source>{full_name} signs in as {username}.</source>
        <translation>{full_name} meldet sich an als {username}.</translation>
    </message>
    <message>
        <source>Saved {full_name}.</source>
        <translation>{full_name} gespeichert.</translation>
    </message>
    <message>
        <source>{role}, sees {sees}</source>
        <translation>{role}, sieht {sees}</translation>
    </message>
    <message>
        <source>does not sign in any more</source>
        <translation>meldet sich nicht mehr an</translation>
    </message>
    <message>
        <source>{full_name} is as before.</source>
        <translation>{full_name} ist wie zuvor.</translation>
    </message>
    <message>
        <source>Putting it back</source>
        <translation>Wird rückgängig gemacht</translation>
    </message>
    <message>
        <source>Administration holds changes to people that are not saved.</source>
        <translation>Die Verwaltung enthält nicht gespeicherte Änderungen an Personen.</translation>
    </message>
    <message>
        <source>Nothing is backed up by itself. A disk that fails takes the records with it.</source>
        <translation>Nichts wird automatisch gesichert. Fällt ein Datenträger aus, sind die Datensätze mit ihm verloren.</translation>
    </message>
    <message>
        <source>An office server is backed up where it stands: firemode db keep, run by its administrator.</source>
        <translation>Ein Server des Büros wird dort gesichert, wo er steht: firemode db keep, ausgeführt von seinem Administrator.</translation>
    </message>
    <message>
        <source>Backups by themselves</source>
        <translation>Automatische Sicherungen</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Back up now by the plan</source>
        <translation>Jetzt nach Plan sichern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>{every_days} days</source>
        <translation>{every_days} Tage</translation>
    </message>
    <message>
        <source>Every {days} to {folder}, kept of {keep}.</source>
        <translation>Abstand {days}, nach {folder}; behalten wird {keep}.</translation>
    </message>
    <message>
        <source>{count} proved; the last on {last}.</source>
        <translation>{count} verifiziert; die letzte am {last}.</translation>
    </message>
    <message>
        <source>One proved, on {last}.</source>
        <translation>Eine verifiziert, am {last}.</translation>
    </message>
    <message>
        <source>The next one on {next_at}.</source>
        <translation>Die nächste am {next_at}.</translation>
    </message>
    <message>
        <source>One is due now.</source>
        <translation>Eines ist jetzt fällig.</translation>
    </message>
    <message>
        <source>No backups are made by themselves any more; those that are there stay.</source>
        <translation>Es werden keine automatischen Sicherungen mehr gemacht; die vorhandenen bleiben.</translation>
    </message>
    <message>
        <source>Plan of backups</source>
        <translation>Plan der Sicherungen</translation>
    </message>
    <message>
        <source>Follow this plan</source>
        <translation>Diesem Plan folgen</translation>
    </message>
    <message>
        <source>Folder, best on another disk</source>
        <translation>Ordner, am besten auf einem anderen Datenträger</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Days from one backup to the next</source>
        <translation>Tage von einer Sicherung zur nächsten</translation>
    </message>
    <message>
        <source>Days kept</source>
        <translation>Behaltene Tage</translation>
    </message>
    <message>
        <source>Weeks kept</source>
        <translation>Behaltene Wochen</translation>
    </message>
    <message>
        <source>Months kept</source>
        <translation>Behaltene Monate</translation>
    </message>
    <message>
        <source>Years kept</source>
        <translation>Behaltene Jahre</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Außerdem</translation>
    </message>
    <message>
        <source>the evidence files, each once</source>
        <translation>die Nachweisdateien, jede einmal</translation>
    </message>
    <message>
        <source>Back up nothing by itself</source>
        <translation>Nichts automatisch sichern</translation>
    </message>
    <message>
        <source>The newest backup of each of so many days, weeks, months and years is kept; the others are let go.</source>
        <translation>Die neueste Sicherung von je so vielen Tagen, Wochen, Monaten und Jahren wird behalten; die übrigen werden gelöscht.</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Ordner der Sicherungen</translation>
    </message>
    <message>
        <source>The backups need a folder, with its whole path.</source>
        <translation>Die Sicherungen brauchen einen Ordner, mit vollständigem Pfad.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzwerte</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Supersede…</source>
        <translation>Ablösen…</translation>
    </message>
    <message>
        <source>Earlier readings stay judged by the version of their day.</source>
        <translation>Frühere Messwerte bleiben nach der Version ihres Tages beurteilt.</translation>
    </message>
    <message>
        <source>Which sessions did it judge?</source>
        <translation>Welche Prüfsitzungen wurden danach beurteilt?</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was sie sagt</translation>
    </message>
    <message>
        <source>When it fails</source>
        <translation>Wenn nicht bestanden</translation>
    </message>
    <message>
        <source>No numeric limit</source>
        <translation>Kein Grenzwert als Zahl</translation>
    </message>
    <message>
        <source>, superseded on {superseded_date}</source>
        <translation>, abgelöst am {superseded_date}</translation>
    </message>
    <message>
        <source>since {effective_date}</source>
        <translation>seit {effective_date}</translation>
    </message>
    <message>
        <source>since ever</source>
        <translation>von Anfang an</translation>
    </message>
    <message>
        <source>{severity} · class {defect_classification}{as1851}</source>
        <translation>{severity} · Klasse {defect_classification}{as1851}</translation>
    </message>
    <message>
        <source>, proposed as {as1851_class}</source>
        <translation>, vorgeschlagen als {as1851_class}</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>In Kraft setzen</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>In Kraft ab</translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation>Unterer Grenzwert</translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation>Oberer Grenzwert</translation>
    </message>
    <message>
        <source>Source: standard and clause</source>
        <translation>Quelle: Norm und Abschnitt</translation>
    </message>
    <message>
        <source>Successor of {code}</source>
        <translation>Nachfolger von {code}</translation>
    </message>
    <message>
        <source> Limits are in {unit}.</source>
        <translation> Grenzwerte sind in {unit}.</translation>
    </message>
    <message>
        <source>{version} ends on the day this one begins.{unit}</source>
        <translation>{version} endet an dem Tag, an dem diese beginnt.{unit}</translation>
    </message>
    <message>
        <source>the last one is {version}</source>
        <translation>zuletzt {version}</translation>
    </message>
    <message>
        <source>1 Jul 2026</source>
        <translation>1 Jul 2026</translation>
    </message>
    <message>
        <source>Enter a name for the new version.</source>
        <translation>Einen Namen für die neue Version eingeben.</translation>
    </message>
    <message>
        <source>A limit can be changed, not left out.</source>
        <translation>Ein Grenzwert kann geändert, nicht ausgelassen werden.</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>limits standards thresholds versions</source>
        <translation>grenzwerte normen schwellen versionen</translation>
    </message>
    <message>
        <source>All versions</source>
        <translation>Alle Versionen</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Which versions</source>
        <translation>Welche Versionen</translation>
    </message>
    <message>
        <source>Rule set</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>About this set…</source>
        <translation>Über dieses Regelwerk…</translation>
    </message>
    <message>
        <source> · judges this building</source>
        <translation> · beurteilt dieses Gebäude</translation>
    </message>
    <message>
        <source> · not adopted</source>
        <translation> · nicht übernommen</translation>
    </message>
    <message>
        <source>{shown} versions, {holding} in force today</source>
        <translation>{shown} Versionen, {holding} heute in Kraft</translation>
    </message>
    <message>
        <source>not adopted yet</source>
        <translation>noch nicht übernommen</translation>
    </message>
    <message>
        <source>Only the last version of a rule can be superseded.</source>
        <translation>Nur die letzte Version einer Regel kann abgelöst werden.</translation>
    </message>
    <message>
        <source>{before} {version} holds from {begins}.</source>
        <translation>{before} {version} gilt ab {begins}.</translation>
    </message>
    <message>
        <source>Superseding a rule</source>
        <translation>Regel wird abgelöst</translation>
    </message>
    <message>
        <source>This building is judged by “{state}” from now on.</source>
        <translation>Dieses Gebäude wird ab jetzt nach „{state}“ beurteilt.</translation>
    </message>
    <message>
        <source>Choosing a rule set</source>
        <translation>Regelwerk wird gewählt</translation>
    </message>
    <message>
        <source>“{state}” holds from {begins}.</source>
        <translation>„{state}“ gilt ab {begins}.</translation>
    </message>
    <message>
        <source>Adopting a rule set</source>
        <translation>Regelwerk wird übernommen</translation>
    </message>
    <message>
        <source>Administration holds a rule that is not in force yet.</source>
        <translation>Die Verwaltung enthält eine Regel, die noch nicht in Kraft ist.</translation>
    </message>
    <message>
        <source>Adopt it from</source>
        <translation>Übernehmen ab</translation>
    </message>
    <message>
        <source>Its versions hold from that day on.</source>
        <translation>Seine Versionen gelten ab jenem Tag.</translation>
    </message>
    <message>
        <source>Judge this building by it</source>
        <translation>Dieses Gebäude danach beurteilen</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>This building is judged by it.</source>
        <translation>Dieses Gebäude wird danach beurteilt.</translation>
    </message>
    <message>
        <source>• No limit differs today.</source>
        <translation>• Heute weicht kein Grenzwert ab.</translation>
    </message>
    <message>
        <source>For tests and sessions of this building that follow:
{lines}</source>
        <translation>Für künftige Prüfungen und Prüfsitzungen dieses Gebäudes:
{lines}</translation>
    </message>
    <message>
        <source>Adopted from a file; its rules are in the list.</source>
        <translation>Aus einer Datei übernommen; die Regeln stehen in der Liste.</translation>
    </message>
    <message>
        <source>Everything else is not judged.</source>
        <translation>Alles andere wird nicht beurteilt.</translation>
    </message>
    <message>
        <source>Sessions that were judged by it</source>
        <translation>Prüfsitzungen, die danach beurteilt wurden</translation>
    </message>
    <message>
        <source>Judged by {name}</source>
        <translation>Beurteilt nach {name}</translation>
    </message>
    <message>
        <source>{judged} results in {found} {session}</source>
        <translation>{judged} Ergebnisse in {found} {session}</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Prüfsitzung</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Prüfsitzungen</translation>
    </message>
    <message>
        <source>No session carries this version.</source>
        <translation>Keine Prüfsitzung trägt diese Version.</translation>
    </message>
    <message>
        <source>no day</source>
        <translation>kein Tag</translation>
    </message>
    <message>
        <source>, {not_compliant} not compliant</source>
        <translation>, {not_compliant} nicht konform</translation>
    </message>
    <message>
        <source>{about}
{completed} of {tests} judged{bad}</source>
        <translation>{about}
{completed} von {tests} beurteilt{bad}</translation>
    </message>
    <message>
        <source>FireMode ended unexpectedly. Its window had been opened {time}.</source>
        <translation>FireMode wurde unerwartet beendet. Das Fenster war am {time} geöffnet worden.</translation>
    </message>
    <message>
        <source>What was saved is in the database, and readings on their way are sent again.</source>
        <translation>Was gespeichert war, steht in der Datenbank, und Messwerte unterwegs werden noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>Datenbank wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening the database</source>
        <translation>Datenbank wird geöffnet</translation>
    </message>
    <message>
        <source>Administration › Integrity follows the whole log.</source>
        <translation>Verwaltung › Integrität verfolgt das ganze Protokoll.</translation>
    </message>
    <message>
        <source>Opening the window…</source>
        <translation>Fenster wird geöffnet…</translation>
    </message>
    <message>
        <source>Change without saving</source>
        <translation>Wechseln, ohne zu speichern</translation>
    </message>
    <message>
        <source>Changing who works</source>
        <translation>Arbeitende Person wird gewechselt</translation>
    </message>
    <message>
        <source>What is not saved yet is still on the page.</source>
        <translation>Was noch nicht gespeichert ist, steht noch auf der Seite.</translation>
    </message>
    <message>
        <source>It went wrong {count} times by now: {error}.</source>
        <translation>Es ist bisher {count}-mal misslungen: {error}.</translation>
    </message>
    <message>
        <source>Save what is open, close the window, and start the program again.</source>
        <translation>Speichern, was offen ist, das Fenster schließen und das Programm neu starten.</translation>
    </message>
    <message>
        <source>No page of the window was shown within {DRAWN_WITHIN_S:g} s.</source>
        <translation>Innerhalb von {DRAWN_WITHIN_S:g} s wurde keine Seite des Fensters gezeigt.</translation>
    </message>
    <message>
        <source>The window is drawn in one colour.</source>
        <translation>Das Fenster ist in einer einzigen Farbe gezeichnet.</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>Wird gesichert</translation>
    </message>
    <message>
        <source>Backed up and proved: {rows:,} rows in {tables} tables.</source>
        <translation>Gesichert und verifiziert: {rows:,} Zeilen in {tables} Tabellen.</translation>
    </message>
    <message>
        <source>Evidence in the store is damaged and was not copied into the backup.</source>
        <translation>Nachweise in der Ablage sind beschädigt und wurden nicht in die Sicherung kopiert.</translation>
    </message>
    <message>
        <source>The readings agree with each other.</source>
        <translation>Die Messwerte stimmen miteinander überein.</translation>
    </message>
    <message>
        <source>Too little is on record to hold readings against each other.</source>
        <translation>Zu wenig ist erfasst, um Messwerte miteinander zu vergleichen.</translation>
    </message>
    <message>
        <source>Advice on the baselines</source>
        <translation>Hinweise zu den Basiswerten</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Advice · {entries:,}</source>
        <translation>Hinweise · {entries:,}</translation>
    </message>
    <message>
        <source>1 check was</source>
        <translation>1 Vergleich wurde</translation>
    </message>
    <message>
        <source>{compared:,} checks were</source>
        <translation>{compared:,} Vergleiche wurden</translation>
    </message>
    <message>
        <source>{checks} made: pressures over the height, open against closed, doors against floors.</source>
        <translation>{checks} angestellt: Drücke über die Höhe, offen gegen geschlossen, Türen gegen Geschosse.</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>taken back: {undo_reason}</source>
        <translation>zurückgenommen: {undo_reason}</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Imports of the building</source>
        <translation>Importe des Gebäudes</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Zurücknehmen…</translation>
    </message>
    <message>
        <source>Nothing was imported into this building yet.</source>
        <translation>In dieses Gebäude wurde noch nichts importiert.</translation>
    </message>
    <message>
        <source>Take back the import of {file_name}?</source>
        <translation>Den Import von {file_name} zurücknehmen?</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Why is it taken back?</source>
        <translation>Warum wird er zurückgenommen?</translation>
    </message>
    <message>
        <source>Its baselines are withdrawn and stay on record; what they replaced holds again.</source>
        <translation>Seine Basiswerte werden zurückgezogen und bleiben erhalten; was sie ersetzten, gilt wieder.</translation>
    </message>
    <message>
        <source>Taking an import back</source>
        <translation>Import wird zurückgenommen</translation>
    </message>
    <message>
        <source>· and {lines} more</source>
        <translation>· und {lines} weitere</translation>
    </message>
    <message>
        <source>This import cannot be taken back:</source>
        <translation>Dieser Import kann nicht zurückgenommen werden:</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>Matrix</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>This kind</source>
        <translation>Diese Art</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Which baselines the section counts</source>
        <translation>Welche Basiswerte der Schnitt zählt</translation>
    </message>
    <message>
        <source>Nine points in m/s: none yet</source>
        <translation>Neun Punkte in m/s: noch keine</translation>
    </message>
    <message>
        <source>point {number} {value}</source>
        <translation>Punkt {number} {value}</translation>
    </message>
    <message>
        <source>Nine points in m/s: {points}; mean {mean}</source>
        <translation>Neun Punkte in m/s: {points}; Mittel {mean}</translation>
    </message>
    <message>
        <source>Mean {mean} m/s, lowest {lowest} m/s at point {lowest_point}</source>
        <translation>Mittel {mean} m/s, kleinster Wert {lowest} m/s an Punkt {lowest_point}</translation>
    </message>
    <message>
        <source>Somebody else has changed baselines of this building. Look at what you typed once more, and save it again.</source>
        <translation>Jemand anderes hat Basiswerte dieses Gebäudes geändert. Die Eingaben noch einmal ansehen und erneut speichern.</translation>
    </message>
    <message>
        <source>The answer of the database got lost, so whether this was saved is not known yet. Save it again: that finds out, and nothing is written twice.</source>
        <translation>Die Antwort der Datenbank ging verloren; ob dies gespeichert wurde, ist noch nicht bekannt. Noch einmal speichern: Das klärt es, und nichts wird doppelt geschrieben.</translation>
    </message>
    <message>
        <source>One baseline that was typed is not saved.</source>
        <translation>Ein eingegebener Basiswert ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>{many} typed baselines are not saved.</source>
        <translation>{many} eingegebene Basiswerte sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>discarding what was typed</source>
        <translation>Eingaben verwerfen</translation>
    </message>
    <message>
        <source>Saving baselines</source>
        <translation>Basiswerte werden gespeichert</translation>
    </message>
    <message>
        <source>Saved: {counts}.</source>
        <translation>Gespeichert: {counts}.</translation>
    </message>
    <message>
        <source>Commissioned on</source>
        <translation>In Betrieb genommen am</translation>
    </message>
    <message>
        <source>15 Jan 2024</source>
        <translation>15 Jan 2024</translation>
    </message>
    <message>
        <source>Commissioned by</source>
        <translation>In Betrieb genommen von</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Temp. °C</source>
        <translation>Temp. °C</translation>
    </message>
    <message>
        <source>Humidity %</source>
        <translation>Feuchte %</translation>
    </message>
    <message>
        <source>Wind m/s</source>
        <translation>Wind m/s</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Not said: a new baseline is commissioned, one of the same day as it was.</source>
        <translation>Nicht angegeben: Ein neuer Basiswert stammt aus der Inbetriebnahme, einer vom selben Tag bleibt, wie er war.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Messposition</translation>
    </message>
    <message>
        <source>Where the force was measured</source>
        <translation>Wo die Kraft gemessen wurde</translation>
    </message>
    <message>
        <source>Save what was typed (Ctrl+S)</source>
        <translation>Eingaben speichern (Ctrl+S)</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Take everything typed back; Ctrl+Z brings it again</source>
        <translation>Alle Eingaben zurücknehmen; Ctrl+Z holt sie wieder</translation>
    </message>
    <message>
        <source>What was typed and is not saved</source>
        <translation>Was eingegeben und nicht gespeichert ist</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>commissioned on</source>
        <translation>in Betrieb genommen am</translation>
    </message>
    <message>
        <source>{cells} typed</source>
        <translation>{cells} eingegeben</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>was {location}</source>
        <translation>vorher {location}</translation>
    </message>
    <message>
        <source>value of {place}</source>
        <translation>Wert von {place}</translation>
    </message>
    <message>
        <source>the pasted value</source>
        <translation>der eingefügte Wert</translation>
    </message>
    <message>
        <source>{spots} pasted values</source>
        <translation>{spots} eingefügte Werte</translation>
    </message>
    <message>
        <source>{bad} of {spots} pasted values cannot be saved as they are; the first: {bad2}</source>
        <translation>{bad} von {spots} eingefügten Werten sind so nicht speicherbar; der erste: {bad2}</translation>
    </message>
    <message>
        <source>{beside} pasted {have} no location here and were left out.</source>
        <translation>{beside} eingefügte {have} hier keinen Ort und wurden ausgelassen.</translation>
    </message>
    <message>
        <source>value has</source>
        <translation>Wert hat</translation>
    </message>
    <message>
        <source>values have</source>
        <translation>Werte haben</translation>
    </message>
    <message>
        <source>filling down</source>
        <translation>nach unten ausfüllen</translation>
    </message>
    <message>
        <source>the conversion</source>
        <translation>die Umrechnung</translation>
    </message>
    <message>
        <source>points of {place}</source>
        <translation>Punkte von {place}</translation>
    </message>
    <message>
        <source>Use {converted}</source>
        <translation>{converted} verwenden</translation>
    </message>
    <message>
        <source>Convert {offers} points</source>
        <translation>{offers} Punkte umrechnen</translation>
    </message>
    <message>
        <source>nothing on record</source>
        <translation>nichts erfasst</translation>
    </message>
    <message>
        <source>was {kind}</source>
        <translation>vorher {kind}</translation>
    </message>
    <message>
        <source>{self} typed, {before}. {problem}</source>
        <translation>{self} eingegeben, {before}. {problem}</translation>
    </message>
    <message>
        <source>{self} {unit} typed, {before}: {stands}</source>
        <translation>{self} {unit} eingegeben, {before}: {stands}</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>Basiswerte</translation>
    </message>
    <message>
        <source>Save typed baselines</source>
        <translation>Eingegebene Basiswerte speichern</translation>
    </message>
    <message>
        <source>store write enter</source>
        <translation>speichern schreiben eingeben</translation>
    </message>
    <message>
        <source>Discard typed baselines</source>
        <translation>Eingegebene Basiswerte verwerfen</translation>
    </message>
    <message>
        <source>throw away draft</source>
        <translation>entwurf verwerfen</translation>
    </message>
    <message>
        <source>Enter baselines by hand</source>
        <translation>Basiswerte von Hand eingeben</translation>
    </message>
    <message>
        <source>type edit new manual</source>
        <translation>eingeben bearbeiten neu von hand</translation>
    </message>
    <message>
        <source>Accept the conversion</source>
        <translation>Umrechnung annehmen</translation>
    </message>
    <message>
        <source>unit inwg offer convert</source>
        <translation>einheit inwg angebot umrechnen</translation>
    </message>
    <message>
        <source>Next part of the page</source>
        <translation>Nächster Teil der Seite</translation>
    </message>
    <message>
        <source>focus matrix doorway foot keyboard</source>
        <translation>fokus matrix türöffnung fuß tastatur</translation>
    </message>
    <message>
        <source>Copy cells</source>
        <translation>Zellen kopieren</translation>
    </message>
    <message>
        <source>Paste cells</source>
        <translation>Zellen einfügen</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>Nach unten ausfüllen</translation>
    </message>
    <message>
        <source>Clear what was typed</source>
        <translation>Eingaben leeren</translation>
    </message>
    <message>
        <source>spreadsheet excel</source>
        <translation>tabellenkalkulation excel</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>Luftgeschwindigkeit</translation>
    </message>
    <message>
        <source>Door force</source>
        <translation>Türkraft</translation>
    </message>
    <message>
        <source>no such places yet</source>
        <translation>noch keine solchen Orte</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Only what is missing</source>
        <translation>Nur Fehlendes</translation>
    </message>
    <message>
        <source>Only what is stale</source>
        <translation>Nur Veraltetes</translation>
    </message>
    <message>
        <source>Only what is outside the rule</source>
        <translation>Nur was außerhalb der Regel liegt</translation>
    </message>
    <message>
        <source>Only what is advised on</source>
        <translation>Nur was Hinweise hat</translation>
    </message>
    <message>
        <source>Import baselines…</source>
        <translation>Basiswerte importieren…</translation>
    </message>
    <message>
        <source>workbook csv xlsx</source>
        <translation>arbeitsmappe csv xlsx</translation>
    </message>
    <message>
        <source>Baseline template…</source>
        <translation>Vorlage für Basiswerte…</translation>
    </message>
    <message>
        <source>workbook download empty form</source>
        <translation>arbeitsmappe herunterladen leer formular</translation>
    </message>
    <message>
        <source>Take an import back…</source>
        <translation>Import zurücknehmen…</translation>
    </message>
    <message>
        <source>undo batch withdraw</source>
        <translation>rückgängig stapel zurücknehmen</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>{name} anzeigen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Matrix or section</source>
        <translation>Matrix oder Schnitt</translation>
    </message>
    <message>
        <source>completeness drawing shaft</source>
        <translation>vollständigkeit zeichnung schacht</translation>
    </message>
    <message>
        <source>This kind or all kinds</source>
        <translation>Diese Art oder alle Arten</translation>
    </message>
    <message>
        <source>completeness section</source>
        <translation>vollständigkeit schnitt</translation>
    </message>
    <message>
        <source>filter only completeness</source>
        <translation>filter nur vollständigkeit</translation>
    </message>
    <message>
        <source>Next advice</source>
        <translation>Nächster Hinweis</translation>
    </message>
    <message>
        <source>physics suspect swapped doubt</source>
        <translation>physik verdacht vertauscht zweifel</translation>
    </message>
    <message>
        <source>Copy the history</source>
        <translation>Verlauf kopieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>location clipboard</source>
        <translation>messort zwischenablage</translation>
    </message>
    <message>
        <source>Completeness list…</source>
        <translation>Vollständigkeitsliste…</translation>
    </message>
    <message>
        <source>export missing stale csv xlsx</source>
        <translation>export fehlend veraltet csv xlsx</translation>
    </message>
    <message>
        <source>The history of the location is on the clipboard.</source>
        <translation>Der Verlauf des Messorts ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Write the completeness list</source>
        <translation>Vollständigkeitsliste schreiben</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;CSV (*.csv)</source>
        <translation>Arbeitsmappe (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>The completeness list is in {file}.</source>
        <translation>Die Vollständigkeitsliste ist in {file}.</translation>
    </message>
    <message>
        <source>Writing the completeness list</source>
        <translation>Vollständigkeitsliste wird geschrieben</translation>
    </message>
    <message>
        <source>a baseline is on record</source>
        <translation>ein Basiswert ist erfasst</translation>
    </message>
    <message>
        <source>the stair was commissioned anew since</source>
        <translation>der Treppenraum wurde seither neu in Betrieb genommen</translation>
    </message>
    <message>
        <source>the baseline is outside of the rule in force today</source>
        <translation>der Basiswert liegt außerhalb der heute geltenden Regel</translation>
    </message>
    <message>
        <source>no baseline is on record</source>
        <translation>kein Basiswert ist erfasst</translation>
    </message>
    <message>
        <source>does not agree with other readings</source>
        <translation>stimmt nicht mit anderen Messwerten überein</translation>
    </message>
    <message>
        <source>{self}, show only these</source>
        <translation>{self}, nur diese anzeigen</translation>
    </message>
    <message>
        <source>Baselines by floor and case</source>
        <translation>Basiswerte nach Geschoss und Fall</translation>
    </message>
    <message>
        <source>No reading is advised on.</source>
        <translation>Zu keinem Messwert gibt es einen Hinweis.</translation>
    </message>
    <message>
        <source>No location is {only}.</source>
        <translation>Kein Messort: {only}.</translation>
    </message>
    <message>
        <source>{said} Choose the mark below once more to see everything.</source>
        <translation>{said} Die Markierung unten noch einmal wählen, um alles zu sehen.</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Geschoss</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>What was measured at commissioning, location by location, and where it came from.</source>
        <translation>Was bei der Inbetriebnahme gemessen wurde, Messort für Messort, und woher es stammt.</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Template…</source>
        <translation>Vorlage…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>How it is shown</source>
        <translation>Art der Anzeige</translation>
    </message>
    <message>
        <source>Import a workbook…</source>
        <translation>Arbeitsmappe importieren…</translation>
    </message>
    <message>
        <source>Download the template…</source>
        <translation>Vorlage herunterladen…</translation>
    </message>
    <message>
        <source>Enter by hand</source>
        <translation>Von Hand eingeben</translation>
    </message>
    <message>
        <source>Import a workbook, or download the template: one row a location of this building, ready to fill in.</source>
        <translation>Eine Arbeitsmappe importieren oder die Vorlage herunterladen: eine Zeile je Messort dieses Gebäudes, zum Ausfüllen bereit.</translation>
    </message>
    <message>
        <source>No baselines yet</source>
        <translation>Noch keine Basiswerte</translation>
    </message>
    <message>
        <source>Describe the building first: its stairs with their floors, doors and doorways.</source>
        <translation>Zuerst das Gebäude beschreiben: seine Treppenräume mit ihren Geschossen, Türen und Türöffnungen.</translation>
    </message>
    <message>
        <source>Open the registers</source>
        <translation>Verzeichnisse öffnen</translation>
    </message>
    <message>
        <source>No stairs yet</source>
        <translation>Noch keine Treppenräume</translation>
    </message>
    <message>
        <source>no rule in force</source>
        <translation>keine Regel in Kraft</translation>
    </message>
    <message>
        <source>pressure, velocity and door force</source>
        <translation>Druck, Luftgeschwindigkeit und Türkraft</translation>
    </message>
    <message>
        <source>Download the template</source>
        <translation>Vorlage herunterladen</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>The template is in {file}.</source>
        <translation>Die Vorlage ist in {file}.</translation>
    </message>
    <message>
        <source>Writing the template</source>
        <translation>Vorlage wird geschrieben</translation>
    </message>
    <message>
        <source>{panel} was checked but is not imported.</source>
        <translation>{panel} wurde geprüft, ist aber nicht importiert.</translation>
    </message>
    <message>
        <source>History of the location</source>
        <translation>Verlauf des Messorts</translation>
    </message>
    <message>
        <source>No location chosen</source>
        <translation>Kein Messort gewählt</translation>
    </message>
    <message>
        <source>Stale: {words}.</source>
        <translation>Veraltet: {words}.</translation>
    </message>
    <message>
        <source>{mark}: no baseline is on record</source>
        <translation>{mark}: kein Basiswert ist erfasst</translation>
    </message>
    <message>
        <source>mean {mean} m/s · lowest {lowest} at point {lowest_point}</source>
        <translation>Mittel {mean} m/s · kleinster {lowest} an Punkt {lowest_point}</translation>
    </message>
    <message>
        <source>Nothing was ever recorded here.</source>
        <translation>Hier wurde nie etwas erfasst.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>On record, but not in force</source>
        <translation>Erfasst, aber nicht in Kraft</translation>
    </message>
    <message>
        <source>Show the import</source>
        <translation>Den Import anzeigen</translation>
    </message>
    <message>
        <source>Show the import {file_name} of {commissioned_date}</source>
        <translation>Den Import {file_name} vom {commissioned_date} anzeigen</translation>
    </message>
    <message>
        <source>recorded {recorded}</source>
        <translation>erfasst {recorded}</translation>
    </message>
    <message>
        <source>m/s wind</source>
        <translation>m/s wind</translation>
    </message>
    <message>
        <source>Commissioned</source>
        <translation>In Betrieb genommen</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Erfasst</translation>
    </message>
    <message>
        <source>Corrected from</source>
        <translation>Berichtigt von</translation>
    </message>
    <message>
        <source>entered by hand</source>
        <translation>von Hand eingegeben</translation>
    </message>
    <message>
        <source> by {withdrawn_by}</source>
        <translation> durch {withdrawn_by}</translation>
    </message>
    <message>
        <source>withdrawn {moment}{by}: {withdrawn_reason}</source>
        <translation>zurückgezogen {moment}{by}: {withdrawn_reason}</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>keine Begründung angegeben</translation>
    </message>
    <message>
        <source>corrected the same day</source>
        <translation>am selben Tag berichtigt</translation>
    </message>
    <message>
        <source>superseded on {superseded_date}</source>
        <translation>abgelöst am {superseded_date}</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>The chart is on the clipboard as a picture.</source>
        <translation>Das Diagramm ist als Bild in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>{only} may do this.</source>
        <translation>Nur {only} darf dies tun.</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Wrote {path}. It holds no passwords and no records; what was said here is in it.</source>
        <translation>{path} geschrieben. Darin sind keine Passwörter und keine Datensätze; was hier gemeldet wurde, steht darin.</translation>
    </message>
    <message>
        <source>Saving diagnostics</source>
        <translation>Diagnose wird gespeichert</translation>
    </message>
    <message>
        <source>Does it make the system inoperable?</source>
        <translation>Macht er die Anlage funktionsunfähig?</translation>
    </message>
    <message>
        <source>Is somebody likely to be harmed because of it?</source>
        <translation>Kommt dadurch wahrscheinlich jemand zu Schaden?</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Why this class</source>
        <translation>Warum diese Klasse</translation>
    </message>
    <message>
        <source>Reason for the class</source>
        <translation>Begründung der Klasse</translation>
    </message>
    <message>
        <source>Due (optional)</source>
        <translation>Fällig (optional)</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Confirm class</source>
        <translation>Klasse bestätigen</translation>
    </message>
    <message>
        <source>Class of {fault}</source>
        <translation>Klasse von {fault}</translation>
    </message>
    <message>
        <source>The rule proposes</source>
        <translation>Die Regel schlägt vor:</translation>
    </message>
    <message>
        <source>Whoever found it proposes</source>
        <translation>Wer ihn fand, schlägt vor:</translation>
    </message>
    <message>
        <source>No class is proposed yet.</source>
        <translation>Noch keine Klasse vorgeschlagen.</translation>
    </message>
    <message>
        <source>By law: {in_words}</source>
        <translation>Gesetzlich: {in_words}</translation>
    </message>
    <message>
        <source>Both questions are to be answered.</source>
        <translation>Beide Fragen sind zu beantworten.</translation>
    </message>
    <message>
        <source>A reason is needed; it is kept with the fault.</source>
        <translation>Eine Begründung ist nötig; sie wird beim Mangel aufbewahrt.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>not classified</source>
        <translation>nicht eingestuft</translation>
    </message>
    <message>
        <source>{due_date}{overdue}</source>
        <translation>{due_date}{overdue}</translation>
    </message>
    <message>
        <source>, overdue</source>
        <translation>, überfällig</translation>
    </message>
    <message>
        <source>{late} d overdue</source>
        <translation>{late} T überfällig</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Mangel</translation>
    </message>
    <message>
        <source>{class_words}, to be confirmed</source>
        <translation>{class_words}, noch zu bestätigen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>Festgestellt</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Prüfsitzung</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;List (*.csv)</source>
        <translation>Arbeitsmappe (*.xlsx);;Liste (*.csv)</translation>
    </message>
    <message>
        <source>Saving the fault</source>
        <translation>Mangel wird gespeichert</translation>
    </message>
    <message>
        <source>The fault</source>
        <translation>Der Mangel</translation>
    </message>
    <message>
        <source>{name}: class {classification} confirmed.</source>
        <translation>{name}: Klasse {classification} bestätigt.</translation>
    </message>
    <message>
        <source>{name}: work has begun.</source>
        <translation>{name}: Die Arbeit hat begonnen.</translation>
    </message>
    <message>
        <source>{name} is resolved.</source>
        <translation>{name} ist behoben.</translation>
    </message>
    <message>
        <source>How was it put right?</source>
        <translation>Wie wurde er behoben?</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>{name} is open again.</source>
        <translation>{name} ist wieder offen.</translation>
    </message>
    <message>
        <source>Why is it open again?</source>
        <translation>Warum ist er wieder offen?</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Why is it no fault?</source>
        <translation>Warum ist es kein Mangel?</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Für nichtig erklären</translation>
    </message>
    <message>
        <source>{name} is void.</source>
        <translation>{name} ist nichtig.</translation>
    </message>
    <message>
        <source>{name} is deferred.</source>
        <translation>{name} ist zurückgestellt.</translation>
    </message>
    <message>
        <source>Why can it wait?</source>
        <translation>Warum kann er warten?</translation>
    </message>
    <message>
        <source>Defer</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>{name}: the remark is kept.</source>
        <translation>{name}: Die Bemerkung ist aufbewahrt.</translation>
    </message>
    <message>
        <source>What is to be kept with it?</source>
        <translation>Was soll dazu aufbewahrt werden?</translation>
    </message>
    <message>
        <source>Remark on</source>
        <translation>Bemerkung hinzufügen</translation>
    </message>
    <message>
        <source>{identifier} is to be done.</source>
        <translation>{identifier} ist noch zu erledigen.</translation>
    </message>
    <message>
        <source>Adding the retest</source>
        <translation>Nachprüfung wird hinzugefügt</translation>
    </message>
    <message>
        <source>The fault is filed.</source>
        <translation>Der Mangel ist angelegt.</translation>
    </message>
    <message>
        <source>Filing the fault</source>
        <translation>Mangel wird angelegt</translation>
    </message>
    <message>
        <source>Choose a fault of the session first.</source>
        <translation>Zuerst einen Mangel der Prüfsitzung wählen.</translation>
    </message>
    <message>
        <source>{session_name} has no critical defect that is open.</source>
        <translation>{session_name} hat keinen offenen kritischen Mangel.</translation>
    </message>
    <message>
        <source>It is kept that the notice was sent to {to}.</source>
        <translation>Festgehalten: Die Mängelanzeige ging an {to}.</translation>
    </message>
    <message>
        <source>Save the notice</source>
        <translation>Mängelanzeige speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Export the faults</source>
        <translation>Mängel exportieren</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
    <message>
        <source>Writing {path}</source>
        <translation>{path} wird geschrieben</translation>
    </message>
    <message>
        <source>To be done</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>Meanwhile</source>
        <translation>Einstweilen</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Basiswert</translation>
    </message>
    <message>
        <source>Design setpoint</source>
        <translation>Auslegungssollwert</translation>
    </message>
    <message>
        <source>{rule_applied}, version {rule_version}</source>
        <translation>{rule_applied}, Version {rule_version}</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Messgerät</translation>
    </message>
    <message>
        <source> in {session_name}</source>
        <translation> in {session_name}</translation>
    </message>
    <message>
        <source> by {resolved_by}</source>
        <translation> durch {resolved_by}</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Its reading was corrected to {corrected} and complies. Resolve it?</source>
        <translation>Sein Messwert wurde auf {corrected} berichtigt und ist konform. Beheben?</translation>
    </message>
    <message>
        <source>Its reading was corrected to {corrected} and does not comply.</source>
        <translation>Sein Messwert wurde auf {corrected} berichtigt und ist nicht konform.</translation>
    </message>
    <message>
        <source>Its retest {waiting} is still to be done.</source>
        <translation>Seine Nachprüfung {waiting} steht noch aus.</translation>
    </message>
    <message>
        <source>Its retest {latest} complies. Resolve it?</source>
        <translation>Seine Nachprüfung {latest} ist konform. Beheben?</translation>
    </message>
    <message>
        <source>Its retest {latest} failed again.</source>
        <translation>Seine Nachprüfung {latest} ist wieder nicht bestanden.</translation>
    </message>
    <message>
        <source> on {notified_on}</source>
        <translation> am {notified_on}</translation>
    </message>
    <message>
        <source>A notice was sent to {notified}{day}.</source>
        <translation>Eine Mängelanzeige ging an {notified}{day}.</translation>
    </message>
    <message>
        <source>The owner is to be told by {moment} ({source}).</source>
        <translation>Der Eigentümer ist bis {moment} zu informieren ({source}).</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>not classified yet</source>
        <translation>noch nicht eingestuft</translation>
    </message>
    <message>
        <source>the rule</source>
        <translation>die Regel</translation>
    </message>
    <message>
        <source>whoever found it</source>
        <translation>wer ihn fand</translation>
    </message>
    <message>
        <source> ({proposer} proposed {proposed_classification})</source>
        <translation> ({proposer} schlug {proposed_classification} vor)</translation>
    </message>
    <message>
        <source>{words}{instead} – decided by {class_confirmed_by}, {day}</source>
        <translation>{words}{instead} – entschieden von {class_confirmed_by}, {day}</translation>
    </message>
    <message>
        <source>{words} – proposed by {proposer}, not confirmed yet</source>
        <translation>{words} – vorgeschlagen von {proposer}, noch nicht bestätigt</translation>
    </message>
    <message>
        <source>1 file with the reading</source>
        <translation>1 Datei zum Messwert</translation>
    </message>
    <message>
        <source>{count} files with the reading</source>
        <translation>{count} Dateien zum Messwert</translation>
    </message>
    <message>
        <source>The whole building</source>
        <translation>Das ganze Gebäude</translation>
    </message>
    <message>
        <source>The whole stair</source>
        <translation>Der ganze Treppenraum</translation>
    </message>
    <message>
        <source>A fault found otherwise</source>
        <translation>Ein anderweitig gefundener Mangel</translation>
    </message>
    <message>
        <source>Add the fault</source>
        <translation>Mangel hinzufügen</translation>
    </message>
    <message>
        <source>For what no test found: seen on a walk, reported by somebody. A reading that fails adds its own.</source>
        <translation>Für das, was keine Prüfung fand: bei einem Rundgang gesehen, von jemandem gemeldet. Ein nicht bestandener Messwert legt seinen eigenen an.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Stair</source>
        <translation>Treppenraum</translation>
    </message>
    <message>
        <source>First choose a stair</source>
        <translation>Zuerst einen Treppenraum wählen</translation>
    </message>
    <message>
        <source>Class, as you would propose it</source>
        <translation>Klasse nach eigenem Vorschlag</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>What is to be done (optional)</source>
        <translation>Was zu tun ist (optional)</translation>
    </message>
    <message>
        <source>Say what is wrong.</source>
        <translation>Angeben, was nicht stimmt.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>An wen</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Gesendet an</translation>
    </message>
    <message>
        <source>Sent on</source>
        <translation>Gesendet am</translation>
    </message>
    <message>
        <source>Note as sent</source>
        <translation>Als gesendet vermerken</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Open in the mail program</source>
        <translation>Im E-Mail-Programm öffnen</translation>
    </message>
    <message>
        <source>The program sends nothing. Once you have sent it, say to whom: that is kept with the fault.</source>
        <translation>Das Programm sendet nichts. Nach dem Senden angeben, an wen: Das wird beim Mangel aufbewahrt.</translation>
    </message>
    <message>
        <source>Notice to the owner</source>
        <translation>Mängelanzeige an den Eigentümer</translation>
    </message>
    <message>
        <source>The notice is on the clipboard.</source>
        <translation>Die Mängelanzeige ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>This computer has no mail program that could be opened. Copy the notice instead.</source>
        <translation>Dieser Computer hat kein E-Mail-Programm, das sich öffnen lässt. Stattdessen die Mängelanzeige kopieren.</translation>
    </message>
    <message>
        <source>The notice is too long for a link; it is on the clipboard to be pasted.</source>
        <translation>Die Mängelanzeige ist zu lang für einen Link; sie ist zum Einfügen in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Say to whom the notice was sent.</source>
        <translation>Angeben, an wen die Mängelanzeige ging.</translation>
    </message>
    <message>
        <source>Interim measures</source>
        <translation>Zwischenmaßnahmen</translation>
    </message>
    <message>
        <source>Day (optional)</source>
        <translation>Tag (optional)</translation>
    </message>
    <message>
        <source>What protects people meanwhile (optional)</source>
        <translation>Was die Menschen einstweilen schützt (optional)</translation>
    </message>
    <message>
        <source>A note is needed; it is kept with the fault.</source>
        <translation>Eine Anmerkung ist nötig; sie wird beim Mangel aufbewahrt.</translation>
    </message>
    <message>
        <source>All stairs</source>
        <translation>Alle Treppenräume</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Mängel</translation>
    </message>
    <message>
        <source>What does not comply: how bad it is, who decided that, and what is done about it.</source>
        <translation>Was nicht konform ist: wie schwer es wiegt, wer das entschieden hat, und was dagegen getan wird.</translation>
    </message>
    <message>
        <source>Filter: f-0012, level-8, force, critical…</source>
        <translation>Filter: f-0012, level-8, kraft, kritisch…</translation>
    </message>
    <message>
        <source>Filter the faults</source>
        <translation>Die Mängel filtern</translation>
    </message>
    <message>
        <source>Which faults</source>
        <translation>Welche Mängel</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Which classes</source>
        <translation>Welche Klassen</translation>
    </message>
    <message>
        <source>Which stair</source>
        <translation>Welcher Treppenraum</translation>
    </message>
    <message>
        <source>Open the sessions</source>
        <translation>Prüfsitzungen öffnen</translation>
    </message>
    <message>
        <source>A reading outside its limits opens one by itself, with the rule, the limits and the place.</source>
        <translation>Ein Messwert außerhalb seiner Grenzwerte eröffnet von selbst einen, mit der Regel, den Grenzwerten und dem Ort.</translation>
    </message>
    <message>
        <source>No faults.</source>
        <translation>Keine Mängel.</translation>
    </message>
    <message>
        <source>Add a fault…</source>
        <translation>Mangel hinzufügen…</translation>
    </message>
    <message>
        <source>Filter faults</source>
        <translation>Mängel filtern</translation>
    </message>
    <message>
        <source>search find</source>
        <translation>suchen finden</translation>
    </message>
    <message>
        <source>Show faults: {which}</source>
        <translation>Mängel anzeigen: {which}</translation>
    </message>
    <message>
        <source>Confirm the class…</source>
        <translation>Die Klasse bestätigen…</translation>
    </message>
    <message>
        <source>decide classification critical</source>
        <translation>entscheiden einstufung kritisch</translation>
    </message>
    <message>
        <source>Start work on the fault</source>
        <translation>Arbeit am Mangel beginnen</translation>
    </message>
    <message>
        <source>begin in progress</source>
        <translation>beginnen in arbeit</translation>
    </message>
    <message>
        <source>Resolve the fault…</source>
        <translation>Mangel beheben…</translation>
    </message>
    <message>
        <source>close repaired</source>
        <translation>schließen behoben repariert</translation>
    </message>
    <message>
        <source>Defer the fault…</source>
        <translation>Mangel zurückstellen…</translation>
    </message>
    <message>
        <source>later due interim</source>
        <translation>später fällig vorläufig</translation>
    </message>
    <message>
        <source>Reopen the fault…</source>
        <translation>Mangel wieder öffnen…</translation>
    </message>
    <message>
        <source>Remark on the fault…</source>
        <translation>Bemerkung zum Mangel…</translation>
    </message>
    <message>
        <source>note comment due interim</source>
        <translation>anmerkung kommentar fällig vorläufig</translation>
    </message>
    <message>
        <source>Void the fault…</source>
        <translation>Mangel für nichtig erklären…</translation>
    </message>
    <message>
        <source>no fault</source>
        <translation>kein mangel</translation>
    </message>
    <message>
        <source>Add a retest</source>
        <translation>Nachprüfung hinzufügen</translation>
    </message>
    <message>
        <source>repeat again</source>
        <translation>wiederholen erneut</translation>
    </message>
    <message>
        <source>Notice to the owner…</source>
        <translation>Mängelanzeige an den Eigentümer…</translation>
    </message>
    <message>
        <source>letter mail notify critical</source>
        <translation>brief mail benachrichtigen kritisch</translation>
    </message>
    <message>
        <source>Notice of the session&apos;s critical defects…</source>
        <translation>Mängelanzeige zu den kritischen Mängeln der Prüfsitzung…</translation>
    </message>
    <message>
        <source>letter mail notify all</source>
        <translation>brief mail benachrichtigen alle</translation>
    </message>
    <message>
        <source>new found otherwise manual</source>
        <translation>neu anderweitig gefunden von hand</translation>
    </message>
    <message>
        <source>Export the faults…</source>
        <translation>Mängel exportieren…</translation>
    </message>
    <message>
        <source>save xlsx csv workbook list</source>
        <translation>speichern xlsx csv arbeitsmappe liste</translation>
    </message>
    <message>
        <source>Open the reading</source>
        <translation>Messwert öffnen</translation>
    </message>
    <message>
        <source>session test</source>
        <translation>prüfsitzung prüfung</translation>
    </message>
    <message>
        <source>{waiting} open of {found}</source>
        <translation>{waiting} offen von {found}</translation>
    </message>
    <message>
        <source>{words}, {late} overdue</source>
        <translation>{words}, {late} überfällig</translation>
    </message>
    <message>
        <source>No fault is {which}.</source>
        <translation>Kein Mangel: {which}.</translation>
    </message>
    <message>
        <source>No fault is left by these filters.</source>
        <translation>Diese Filter lassen keinen Mangel übrig.</translation>
    </message>
    <message>
        <source>the owner</source>
        <translation>der Eigentümer</translation>
    </message>
    <message>
        <source>Confirm class…</source>
        <translation>Klasse bestätigen…</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>Arbeit beginnen</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>Beheben…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>What is known of the fault</source>
        <translation>Was über den Mangel bekannt ist</translation>
    </message>
    <message>
        <source>{status_words} · due {due}</source>
        <translation>{status_words} · fällig {due}</translation>
    </message>
    <message>
        <source>Change class…</source>
        <translation>Klasse ändern…</translation>
    </message>
    <message>
        <source>Open retest {rpartition}</source>
        <translation>Nachprüfung {rpartition} öffnen</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>Für nichtig erklären…</translation>
    </message>
    <message>
        <source>Void… (a supervisor does)</source>
        <translation>Für nichtig erklären… (tut die Aufsicht)</translation>
    </message>
    <message>
        <source>Defer…</source>
        <translation>Zurückstellen…</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Wieder öffnen…</translation>
    </message>
    <message>
        <source>Remark…</source>
        <translation>Bemerkung…</translation>
    </message>
    <message>
        <source>“{path}” cannot be written to {parent}: {strerror}.</source>
        <translation>„{path}“ kann nicht nach {parent} geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Find a floor, test, fault, instrument, session, action…</source>
        <translation>Geschoss, Prüfung, Mangel, Messgerät, Prüfsitzung, Aktion suchen…</translation>
    </message>
    <message>
        <source>Find a building…</source>
        <translation>Gebäude suchen…</translation>
    </message>
    <message>
        <source>Help › {page}</source>
        <translation>Hilfe › {page}</translation>
    </message>
    <message>
        <source>Report {report_number}</source>
        <translation>Bericht {report_number}</translation>
    </message>
    <message>
        <source>That was a whole round</source>
        <translation>Das war eine ganze Runde</translation>
    </message>
    <message>
        <source>From the registers to a sealed report. New building… (Ctrl+N) begins one of your own; Help (F1) tells more.</source>
        <translation>Von den Verzeichnissen bis zum versiegelten Bericht. „Neues Gebäude…“ (Ctrl+N) beginnt ein eigenes; die Hilfe (F1) sagt mehr.</translation>
    </message>
    <message>
        <source>Guided first session</source>
        <translation>Geführte erste Prüfsitzung</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>Alle Schritte</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Go to the place (Ctrl+F1)</source>
        <translation>An den Ort gehen (Ctrl+F1)</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Close the guide</source>
        <translation>Führung schließen</translation>
    </message>
    <message>
        <source>Close; Help › Guided first session takes it up again</source>
        <translation>Schließen; „Hilfe › Geführte erste Prüfsitzung“ nimmt sie wieder auf</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Choose Pilot building to begin with; the guide follows.</source>
        <translation>Zum Beginn „Pilotgebäude“ wählen; die Führung folgt.</translation>
    </message>
    <message>
        <source>{done} of {steps} steps done</source>
        <translation>{done} von {steps} Schritten erledigt</translation>
    </message>
    <message>
        <source>Guided first session, step {step} of {steps}</source>
        <translation>Geführte erste Prüfsitzung, Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>Begin anew in this building</source>
        <translation>In diesem Gebäude neu beginnen</translation>
    </message>
    <message>
        <source>Begin a session first.</source>
        <translation>Zuerst eine Prüfsitzung beginnen.</translation>
    </message>
    <message>
        <source>Writing the example readings</source>
        <translation>Beispielmesswerte werden geschrieben</translation>
    </message>
    <message>
        <source>The example readings and photographs lie in {folder}.</source>
        <translation>Die Beispielmesswerte und Fotos liegen in {folder}.</translation>
    </message>
    <message>
        <source>Look at the registers</source>
        <translation>Die Verzeichnisse ansehen</translation>
    </message>
    <message>
        <source>Open Registers and walk through the stairs, floors and doors. Nothing has to be changed.</source>
        <translation>„Verzeichnisse“ öffnen und durch Treppenräume, Geschosse und Türen gehen. Nichts muss geändert werden.</translation>
    </message>
    <message>
        <source>Everything follows from the registers: which places are tested, how often, and how the building is drawn.</source>
        <translation>Alles folgt aus den Verzeichnissen: welche Orte geprüft werden, wie oft, und wie das Gebäude gezeichnet wird.</translation>
    </message>
    <message>
        <source>Import the baselines</source>
        <translation>Die Basiswerte importieren</translation>
    </message>
    <message>
        <source>Baselines › Import… takes the commissioning workbook. The pilot building comes with its own imported.</source>
        <translation>„Basiswerte › Importieren…“ nimmt die Arbeitsmappe der Inbetriebnahme. Beim Pilotgebäude sind sie schon importiert.</translation>
    </message>
    <message>
        <source>A baseline is what a place read when the stair was commissioned. Every later reading is compared with it.</source>
        <translation>Ein Basiswert ist, was ein Ort bei der Inbetriebnahme des Treppenraums maß. Jeder spätere Messwert wird damit verglichen.</translation>
    </message>
    <message>
        <source>Generate the expected tests</source>
        <translation>Die vorgesehenen Prüfungen erzeugen</translation>
    </message>
    <message>
        <source>Sessions › Expected tests shows the counts with their arithmetic. Bring all up to date writes them.</source>
        <translation>„Prüfsitzungen › Vorgesehene Prüfungen“ zeigt die Anzahlen mit ihrer Rechnung. „Alle auf den neuesten Stand“ schreibt sie.</translation>
    </message>
    <message>
        <source>AS 1851 is tested by frequency: a monthly visit is short, an annual one reads every place.</source>
        <translation>AS 1851 wird nach Intervallen geprüft: Ein monatlicher Termin ist kurz, ein jährlicher misst jeden Ort.</translation>
    </message>
    <message>
        <source>Begin a session</source>
        <translation>Eine Prüfsitzung beginnen</translation>
    </message>
    <message>
        <source>In New session choose Six-monthly, leave the day as it is, and press Create session.</source>
        <translation>In „Neue Prüfsitzung“ sechsmonatlich wählen, den Tag lassen, wie er ist, und „Prüfsitzung anlegen“ drücken.</translation>
    </message>
    <message>
        <source>A session is one visit. It begins with every test that is due, in walking order.</source>
        <translation>Eine Prüfsitzung ist ein Termin. Sie beginnt mit jeder fälligen Prüfung, in der Reihenfolge des Rundgangs.</translation>
    </message>
    <message>
        <source>Enter a reading near the limit</source>
        <translation>Einen Messwert nahe am Grenzwert eingeben</translation>
    </message>
    <message>
        <source>Choose the manometer SN-12345 below the field, type 21 and press Enter.</source>
        <translation>Unter dem Feld das Manometer SN-12345 wählen, 21 tippen und die Eingabetaste drücken.</translation>
    </message>
    <message>
        <source>The minimum is 20 Pa. 21 Pa passes, but within a tenth of the limit, and is marked ◆.</source>
        <translation>Das Minimum ist 20 Pa. 21 Pa besteht, aber innerhalb eines Zehntels des Grenzwerts, und wird mit ◆ markiert.</translation>
    </message>
    <message>
        <source>Enter a reading that fails</source>
        <translation>Einen Messwert eingeben, der nicht besteht</translation>
    </message>
    <message>
        <source>At the next pressure type 18.2 and press Enter.</source>
        <translation>Beim nächsten Druck 18.2 tippen und die Eingabetaste drücken.</translation>
    </message>
    <message>
        <source>18.2 Pa is below 20 Pa. The verdict is shown while you type; once recorded, a fault is opened by itself.</source>
        <translation>18,2 Pa liegt unter 20 Pa. Das Urteil steht da, während getippt wird; einmal erfasst, wird von selbst ein Mangel eröffnet.</translation>
    </message>
    <message>
        <source>Add the photographs</source>
        <translation>Die Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Show me writes example photographs to a folder. Press Ctrl+E and choose the two files that are named like the test. Do this for each reading.</source>
        <translation>„Zeigen“ schreibt Beispielfotos in einen Ordner. Ctrl+E drücken und die beiden Dateien wählen, die wie die Prüfung heißen. Das für jeden Messwert tun.</translation>
    </message>
    <message>
        <source>A pressure needs a photograph of the display and one of the floor&apos;s sign before it is submitted.</source>
        <translation>Ein Druck braucht ein Foto der Anzeige und eines des Geschossschilds, bevor er eingereicht wird.</translation>
    </message>
    <message>
        <source>Take the other readings from a workbook</source>
        <translation>Die übrigen Messwerte aus einer Arbeitsmappe nehmen</translation>
    </message>
    <message>
        <source>Show me writes an example workbook for the tests that are left and opens it here. Look at it, then press Record.</source>
        <translation>„Zeigen“ schreibt eine Beispielarbeitsmappe für die übrigen Prüfungen und öffnet sie hier. Ansehen, dann „Erfassen“ drücken.</translation>
    </message>
    <message>
        <source>Who measures on paper or in a spreadsheet brings it back this way. Nothing is recorded before that.</source>
        <translation>Wer auf Papier oder in einer Tabelle misst, bringt es so zurück. Vorher wird nichts erfasst.</translation>
    </message>
    <message>
        <source>Decide the class of the fault</source>
        <translation>Über die Klasse des Mangels entscheiden</translation>
    </message>
    <message>
        <source>In Faults choose Confirm class…, answer both questions, give the reason, and confirm.</source>
        <translation>In „Mängel“ „Klasse bestätigen…“ wählen, beide Fragen beantworten, den Grund angeben und bestätigen.</translation>
    </message>
    <message>
        <source>The rule proposes a class, a person decides: 1A critical, 1B not critical, 1C a matter of records.</source>
        <translation>Die Regel schlägt eine Klasse vor, ein Mensch entscheidet: 1A kritisch, 1B nicht kritisch, 1C eine Sache der Aufzeichnungen.</translation>
    </message>
    <message>
        <source>Submit the session</source>
        <translation>Prüfsitzung einreichen</translation>
    </message>
    <message>
        <source>Open the session&apos;s Review. It lists what is in the way, if anything is. Press Submit.</source>
        <translation>Die Durchsicht der Prüfsitzung öffnen. Sie nennt, was im Weg steht, wenn etwas im Weg steht. „Einreichen“ drücken.</translation>
    </message>
    <message>
        <source>The engineer hands in, a supervisor approves. Until then results can still be corrected.</source>
        <translation>Der Ingenieur reicht ein, die Aufsicht gibt frei. Bis dahin können Ergebnisse noch berichtigt werden.</translation>
    </message>
    <message>
        <source>Approve the session</source>
        <translation>Die Prüfsitzung freigeben</translation>
    </message>
    <message>
        <source>Look it over and press Approve…. You have the only login here, so you may; the report says so.</source>
        <translation>Durchsehen und „Freigeben…“ drücken. Hier gibt es nur diese Anmeldung, darum ist es erlaubt; der Bericht sagt es.</translation>
    </message>
    <message>
        <source>From now on nothing in the session can be changed. A correction stands beside its result.</source>
        <translation>Von nun an kann in der Prüfsitzung nichts mehr geändert werden. Eine Berichtigung steht neben ihrem Ergebnis.</translation>
    </message>
    <message>
        <source>Who recorded readings does not approve them. Choose Somebody else is working… under your name at the top right, sign in as a supervisor, and approve there.</source>
        <translation>Wer Messwerte erfasst hat, gibt sie nicht frei. Oben rechts unter dem Namen „Jemand anderes arbeitet…“ wählen, als Aufsicht anmelden und dort freigeben.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
    <message>
        <source>Open Reports, look through the pages, and press Save report….</source>
        <translation>„Berichte“ öffnen, die Seiten durchsehen und „Bericht speichern…“ drücken.</translation>
    </message>
    <message>
        <source>The report of an approved session is issued once, under a seal: the same file for whoever asks again.</source>
        <translation>Der Bericht einer freigegebenen Prüfsitzung wird einmal ausgestellt, unter einem Siegel: dieselbe Datei für alle, die wieder fragen.</translation>
    </message>
    <message>
        <source>Verify the file</source>
        <translation>Die Datei verifizieren</translation>
    </message>
    <message>
        <source>Press Verify a PDF… and choose the file you saved. The answer is: genuine.</source>
        <translation>„PDF verifizieren…“ drücken und die gespeicherte Datei wählen. Die Antwort lautet: echt.</translation>
    </message>
    <message>
        <source>Whoever receives a report can have it checked: a file of which one letter was changed is told as altered.</source>
        <translation>Wer einen Bericht erhält, kann ihn prüfen lassen: Eine Datei, in der ein Buchstabe geändert wurde, wird als verändert gemeldet.</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>Seite der Hilfe</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>No paragraph of the help has all of: {words}</source>
        <translation>Kein Absatz der Hilfe hat alle diese Wörter: {words}</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Breiter</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Open the help in its own window</source>
        <translation>Die Hilfe in einem eigenen Fenster öffnen</translation>
    </message>
    <message>
        <source>Close the help</source>
        <translation>Hilfe schließen</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Schmaler</translation>
    </message>
    <message>
        <source>Help – FireMode Desktop</source>
        <translation>Hilfe – FireMode Desktop</translation>
    </message>
    <message>
        <source>Everything that was said</source>
        <translation>Alle bisherigen Meldungen</translation>
    </message>
    <message>
        <source>Messages, latest first</source>
        <translation>Meldungen, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>Liste schließen</translation>
    </message>
    <message>
        <source>Said so far</source>
        <translation>Bisher gemeldet</translation>
    </message>
    <message>
        <source>Enter copies a message with its details.</source>
        <translation>Enter kopiert eine Meldung mit ihren Einzelheiten.</translation>
    </message>
    <message>
        <source>{file} was closed; nothing was written. What you told and corrected is kept for now.</source>
        <translation>{file} wurde geschlossen; nichts wurde geschrieben. Angaben und Korrekturen bleiben vorerst erhalten.</translation>
    </message>
    <message>
        <source>Take it up again</source>
        <translation>Wieder aufgreifen</translation>
    </message>
    <message>
        <source>reading the file</source>
        <translation>Datei wird gelesen</translation>
    </message>
    <message>
        <source>looking at the building</source>
        <translation>Gebäude wird angesehen</translation>
    </message>
    <message>
        <source>checking every cell</source>
        <translation>jede Zelle wird geprüft</translation>
    </message>
    <message>
        <source>laying out the rows</source>
        <translation>Zeilen werden angeordnet</translation>
    </message>
    <message>
        <source>writing the file</source>
        <translation>Datei wird geschrieben</translation>
    </message>
    <message>
        <source>looking at the file once more</source>
        <translation>Datei wird noch einmal angesehen</translation>
    </message>
    <message>
        <source>setting the other rows aside</source>
        <translation>die übrigen Zeilen werden beiseitegelegt</translation>
    </message>
    <message>
        <source>{sheet}, row {row}: {standing}</source>
        <translation>{sheet}, Zeile {row}: {standing}</translation>
    </message>
    <message>
        <source>replaces another baseline</source>
        <translation>ersetzt einen anderen Basiswert</translation>
    </message>
    <message>
        <source>Workbooks and CSV (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;All files (*)</source>
        <translation>Arbeitsmappen und CSV (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>{file} wird geprüft</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>{verb} what was read</source>
        <translation>{verb} was gelesen wurde</translation>
    </message>
    <message>
        <source>Read the file again</source>
        <translation>Datei erneut lesen</translation>
    </message>
    <message>
        <source>{verb} only the good {offer} ({good:,})…</source>
        <translation>{verb} nur die guten {offer} ({good:,})…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>{name} has changed or gone since it was read. What is shown here is what was read; nothing was written.</source>
        <translation>{name} hat sich seit dem Lesen geändert oder ist nicht mehr da. Gezeigt wird, was gelesen wurde; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Zeilen der Datei</translation>
    </message>
    <message>
        <source>Type to correct a cell; Ctrl+Backspace puts it back as it was read</source>
        <translation>Eine Zelle durch Eingabe berichtigen; Ctrl+Backspace stellt sie wieder her, wie sie gelesen wurde</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Put back as read</source>
        <translation>Wieder wie gelesen</translation>
    </message>
    <message>
        <source>Next problem of the file</source>
        <translation>Nächstes Problem der Datei</translation>
    </message>
    <message>
        <source>error warning import</source>
        <translation>fehler warnung import</translation>
    </message>
    <message>
        <source>Previous problem of the file</source>
        <translation>Vorheriges Problem der Datei</translation>
    </message>
    <message>
        <source>error import</source>
        <translation>fehler import</translation>
    </message>
    <message>
        <source>Columns of the file…</source>
        <translation>Spalten der Datei…</translation>
    </message>
    <message>
        <source>mapping headings import map</source>
        <translation>zuordnung überschriften import mapping</translation>
    </message>
    <message>
        <source>Carry out the first repair</source>
        <translation>Die erste Reparatur ausführen</translation>
    </message>
    <message>
        <source>mend import words dates units</source>
        <translation>reparieren import wörter datum einheiten</translation>
    </message>
    <message>
        <source>Type to correct a cell. F8: the next problem. F6: to the problems and the buttons. Ctrl+M: the columns.</source>
        <translation>Eine Zelle durch Eingabe berichtigen. F8: nächstes Problem. F6: zu den Problemen und Schaltflächen. Ctrl+M: die Spalten.</translation>
    </message>
    <message>
        <source>Rows that are shown</source>
        <translation>Gezeigte Zeilen</translation>
    </message>
    <message>
        <source>Sheets of the file</source>
        <translation>Blätter der Datei</translation>
    </message>
    <message>
        <source>What is said about the cell</source>
        <translation>Was zu der Zelle gesagt wird</translation>
    </message>
    <message>
        <source>No row of this sheet is of that kind.</source>
        <translation>Keine Zeile dieses Blattes ist von dieser Art.</translation>
    </message>
    <message>
        <source>Which problems are listed</source>
        <translation>Welche Probleme aufgeführt werden</translation>
    </message>
    <message>
        <source>Nothing to point out.</source>
        <translation>Nichts anzumerken.</translation>
    </message>
    <message>
        <source>All {every:,}</source>
        <translation>Alle {every:,}</translation>
    </message>
    <message>
        <source> · {errors}</source>
        <translation> · {errors}</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>{name}  not read</source>
        <translation>{name}  nicht gelesen</translation>
    </message>
    <message>
        <source>For every row: {sources}</source>
        <translation>Für jede Zeile: {sources}</translation>
    </message>
    <message>
        <source>Nothing stands in this file.</source>
        <translation>In dieser Datei steht nichts.</translation>
    </message>
    <message>
        <source>No row of this sheet is filled in.</source>
        <translation>Keine Zeile dieses Blattes ist ausgefüllt.</translation>
    </message>
    <message>
        <source>  Ctrl+Backspace puts it back.</source>
        <translation>  Ctrl+Backspace stellt sie wieder her.</translation>
    </message>
    <message>
        <source>Every cell can be imported.</source>
        <translation>Jede Zelle ist importierbar.</translation>
    </message>
    <message>
        <source>Where these baselines come from</source>
        <translation>Woher diese Basiswerte stammen</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>wie die Datei sagt</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>Was die Datei enthält</translation>
    </message>
    <message>
        <source>as the headings say</source>
        <translation>wie die Überschriften sagen</translation>
    </message>
    <message>
        <source>what dates mean</source>
        <translation>was Datumsangaben bedeuten</translation>
    </message>
    <message>
        <source>what commas mean</source>
        <translation>was Kommas bedeuten</translation>
    </message>
    <message>
        <source>Headings like these were read before: {said}.</source>
        <translation>Überschriften wie diese wurden schon gelesen: {said}.</translation>
    </message>
    <message>
        <source>What column {column} holds</source>
        <translation>Was Spalte {column} enthält</translation>
    </message>
    <message>
        <source>column {column}</source>
        <translation>Spalte {column}</translation>
    </message>
    <message>
        <source>The other points stand in {column} to {last}?</source>
        <translation>Die anderen Punkte stehen in {column} bis {last}?</translation>
    </message>
    <message>
        <source>row of the heading</source>
        <translation>Zeile der Überschrift</translation>
    </message>
    <message>
        <source>last row</source>
        <translation>letzte Zeile</translation>
    </message>
    <message>
        <source>shape of nine points</source>
        <translation>Anordnung der neun Punkte</translation>
    </message>
    <message>
        <source>sheet {name}</source>
        <translation>Blatt {name}</translation>
    </message>
    <message>
        <source>all that was told</source>
        <translation>alle Angaben</translation>
    </message>
    <message>
        <source>Which cell says the {BESIDE}? Move there and press Enter, or click it; Esc leaves it.</source>
        <translation>Welche Zelle sagt: {BESIDE}? Dorthin gehen und Enter drücken oder sie anklicken; Esc verlässt die Auswahl.</translation>
    </message>
    <message>
        <source> The first {shown:,} of {rows:,} rows are shown.</source>
        <translation> Die ersten {shown:,} von {rows:,} Zeilen werden angezeigt.</translation>
    </message>
    <message>
        <source>mapping {name}</source>
        <translation>Zuordnung {name}</translation>
    </message>
    <message>
        <source>{name} also reads {names}; this file has no such sheet.</source>
        <translation>{name} liest auch {names}; diese Datei hat kein solches Blatt.</translation>
    </message>
    <message>
        <source>Mapping of columns (*.json);;All files (*)</source>
        <translation>Zuordnung der Spalten (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Load a mapping</source>
        <translation>Zuordnung laden</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>{file} wird gelesen</translation>
    </message>
    <message>
        <source>Save this mapping</source>
        <translation>Diese Zuordnung speichern</translation>
    </message>
    <message>
        <source>The mapping is in {saved}.</source>
        <translation>Die Zuordnung ist in {saved}.</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>{file} wird geschrieben</translation>
    </message>
    <message>
        <source>Forgetting how headings are read</source>
        <translation>Leseart der Überschriften wird vergessen</translation>
    </message>
    <message>
        <source>{name}, by {made_by} on {recorded_at}</source>
        <translation>{name}, von {made_by} am {recorded_at}</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>reading the mapping</source>
        <translation>Zuordnung wird gelesen</translation>
    </message>
    <message>
        <source>writing the mapping</source>
        <translation>Zuordnung wird geschrieben</translation>
    </message>
    <message>
        <source>Enter, F4 or a letter: what the column holds. Delete: not read. Menu key: what this cell says. F8: what is still to be told.</source>
        <translation>Enter, F4 oder ein Buchstabe: was die Spalte enthält. Delete: nicht gelesen. Menütaste: was diese Zelle sagt. F8: was noch anzugeben ist.</translation>
    </message>
    <message>
        <source>What the columns of the file are</source>
        <translation>Was die Spalten der Datei sind</translation>
    </message>
    <message>
        <source>Load a mapping…</source>
        <translation>Zuordnung laden…</translation>
    </message>
    <message>
        <source>Save this mapping…</source>
        <translation>Diese Zuordnung speichern…</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start again from what was proposed</source>
        <translation>Neu beginnen mit dem Vorgeschlagenen</translation>
    </message>
    <message>
        <source>Forget this</source>
        <translation>Dies vergessen</translation>
    </message>
    <message>
        <source>Take them (Ctrl+D)</source>
        <translation>Übernehmen (Ctrl+D)</translation>
    </message>
    <message>
        <source>This sheet is not read.</source>
        <translation>Dieses Blatt wird nicht gelesen.</translation>
    </message>
    <message>
        <source>For every row of this sheet</source>
        <translation>Für jede Zeile dieses Blattes</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check every row as the columns are told (Ctrl+Return)</source>
        <translation>Jede Zeile nach den Angaben zu den Spalten prüfen (Ctrl+Return)</translation>
    </message>
    <message>
        <source>{said}, for every row</source>
        <translation>{said}, für jede Zeile</translation>
    </message>
    <message>
        <source>{a1}: {words}, {of}. {column_in_words}</source>
        <translation>{a1}: {words}, {of}. {column_in_words}</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>in a row that is read</source>
        <translation>in einer Zeile, die gelesen wird</translation>
    </message>
    <message>
        <source>in a row that is not read</source>
        <translation>in einer Zeile, die nicht gelesen wird</translation>
    </message>
    <message>
        <source>Row {section}, {row_in_words}</source>
        <translation>Zeile {section}, {row_in_words}</translation>
    </message>
    <message>
        <source>The sheet as it is</source>
        <translation>Das Blatt, wie es ist</translation>
    </message>
    <message>
        <source>in columns</source>
        <translation>in Spalten</translation>
    </message>
    <message>
        <source>3 × 3 beside</source>
        <translation>3 × 3 daneben</translation>
    </message>
    <message>
        <source>3 × 3 below</source>
        <translation>3 × 3 darunter</translation>
    </message>
    <message>
        <source>3/4/2024 is which day?</source>
        <translation>3/4/2024 ist welcher Tag?</translation>
    </message>
    <message>
        <source>3/4/2024 is 3 April</source>
        <translation>3/4/2024 ist der 3. April</translation>
    </message>
    <message>
        <source>3/4/2024 is 4 March</source>
        <translation>3/4/2024 ist der 4. März</translation>
    </message>
    <message>
        <source>1,234 is how much?</source>
        <translation>1,234: Was heißt das Komma?</translation>
    </message>
    <message>
        <source>1,234 is 1.234</source>
        <translation>1,234: Dezimalkomma</translation>
    </message>
    <message>
        <source>1,234 is 1234</source>
        <translation>1,234: Tausendertrennung</translation>
    </message>
    <message>
        <source>Read this sheet</source>
        <translation>Dieses Blatt lesen</translation>
    </message>
    <message>
        <source>First line of the heading</source>
        <translation>Erste Zeile der Überschrift</translation>
    </message>
    <message>
        <source>Last line of it</source>
        <translation>Ihre letzte Zeile</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>Letzte Zeile</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>das Ende</translation>
    </message>
    <message>
        <source>How the nine points of a doorway stand</source>
        <translation>Anordnung der neun Punkte einer Türöffnung</translation>
    </message>
    <message>
        <source>Heading: row</source>
        <translation>Überschrift: Zeile</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>What dates with slashes mean</source>
        <translation>Was Daten mit Schrägstrichen bedeuten</translation>
    </message>
    <message>
        <source>What a comma in a number means</source>
        <translation>Was ein Komma in einer Zahl bedeutet</translation>
    </message>
    <message>
        <source>you said so</source>
        <translation>so angegeben</translation>
    </message>
    <message>
        <source>Not told yet.</source>
        <translation>Noch nicht angegeben.</translation>
    </message>
    <message>
        <source>Say above whether the day or the month comes first.</source>
        <translation>Oben angeben, ob zuerst der Tag oder der Monat steht.</translation>
    </message>
    <message>
        <source>{name} · to be told</source>
        <translation>{name} · noch anzugeben</translation>
    </message>
    <message>
        <source>{sheet} · not read</source>
        <translation>{sheet} · nicht gelesen</translation>
    </message>
    <message>
        <source>{sheet} · row {heading}</source>
        <translation>{sheet} · Zeile {heading}</translation>
    </message>
    <message>
        <source>the one of its floor</source>
        <translation>die des Geschosses</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>Suchtext eingeben</translation>
    </message>
    <message>
        <source>Nothing is called that here.</source>
        <translation>Nichts heißt hier so.</translation>
    </message>
    <message>
        <source>This sheet is not read</source>
        <translation>Dieses Blatt wird nicht gelesen</translation>
    </message>
    <message>
        <source>What column {column} holds…</source>
        <translation>Was Spalte {column} enthält…</translation>
    </message>
    <message>
        <source>{a1} says the {BESIDE}</source>
        <translation>{a1} sagt: {BESIDE}</translation>
    </message>
    <message>
        <source>The heading is row {row}</source>
        <translation>Die Überschrift ist Zeile {row}</translation>
    </message>
    <message>
        <source>The heading ends in row {row}</source>
        <translation>Die Überschrift endet in Zeile {row}</translation>
    </message>
    <message>
        <source>Row {row} is the last</source>
        <translation>Zeile {row} ist die letzte</translation>
    </message>
    <message>
        <source>who measured</source>
        <translation>wer gemessen hat</translation>
    </message>
    <message>
        <source>{words}, for every row</source>
        <translation>{words}, für jede Zeile</translation>
    </message>
    <message>
        <source>{words}, typed for every row</source>
        <translation>{words}, eingegeben für jede Zeile</translation>
    </message>
    <message>
        <source>blank cells as above</source>
        <translation>leere Zellen wie darüber</translation>
    </message>
    <message>
        <source>{words}: blank cells say the same as the one above</source>
        <translation>{words}: Leere Zellen sagen dasselbe wie die darüber</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>Cell {a1}{quoted}</source>
        <translation>Zelle {a1}{quoted}</translation>
    </message>
    <message>
        <source>The sheet’s name: {sheet}</source>
        <translation>Name des Blattes: {sheet}</translation>
    </message>
    <message>
        <source>All: {words}</source>
        <translation>Alle: {words}</translation>
    </message>
    <message>
        <source>Pick a cell…</source>
        <translation>Zelle auswählen…</translation>
    </message>
    <message>
        <source>Type it…</source>
        <translation>Eingeben…</translation>
    </message>
    <message>
        <source>Column {place}{quoted}</source>
        <translation>Spalte {place}{quoted}</translation>
    </message>
    <message>
        <source>Tell something else for every row</source>
        <translation>Anderes für jede Zeile angeben</translation>
    </message>
    <message>
        <source>Tell more of every row…</source>
        <translation>Mehr zu jeder Zeile angeben…</translation>
    </message>
    <message>
        <source>door forces</source>
        <translation>Türkräfte</translation>
    </message>
    <message>
        <source>Would read nothing yet.</source>
        <translation>Liest noch nichts.</translation>
    </message>
    <message>
        <source>; {bad:,} of them {has} errors</source>
        <translation>; {bad:,} davon {has} Fehler</translation>
    </message>
    <message>
        <source>has</source>
        <translation>hat</translation>
    </message>
    <message>
        <source>have</source>
        <translation>haben</translation>
    </message>
    <message>
        <source>, once the rest is told</source>
        <translation>, sobald der Rest angegeben ist</translation>
    </message>
    <message>
        <source>Would read {value}{some}.</source>
        <translation>Liest {value}{some}.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Everything that is needed is told. Look at the columns once, then check the file.</source>
        <translation>Alles Nötige ist angegeben. Die Spalten einmal ansehen, dann die Datei prüfen.</translation>
    </message>
    <message>
        <source>{thing_iss} to be told before this file can be checked.</source>
        <translation>{thing_iss} anzugeben, bevor diese Datei geprüft werden kann.</translation>
    </message>
    <message>
        <source>Something is also to be told of: {elsewhere}.</source>
        <translation>Auch anzugeben ist etwas zu: {elsewhere}.</translation>
    </message>
    <message>
        <source>Trying the columns</source>
        <translation>Spalten werden erprobt</translation>
    </message>
    <message>
        <source>trying the columns</source>
        <translation>Spalten werden erprobt</translation>
    </message>
    <message>
        <source>door configuration</source>
        <translation>Türstellung</translation>
    </message>
    <message>
        <source>door scenario</source>
        <translation>Türszenario</translation>
    </message>
    <message>
        <source>fan running or stopped</source>
        <translation>Ventilator läuft oder steht</translation>
    </message>
    <message>
        <source>commissioned date</source>
        <translation>Datum der Inbetriebnahme</translation>
    </message>
    <message>
        <source>commissioned by</source>
        <translation>in Betrieb genommen von</translation>
    </message>
    <message>
        <source>temperature (°C)</source>
        <translation>Temperatur (°C)</translation>
    </message>
    <message>
        <source>humidity (%)</source>
        <translation>Feuchte (%)</translation>
    </message>
    <message>
        <source>wind (m/s)</source>
        <translation>Wind (m/s)</translation>
    </message>
    <message>
        <source>design setpoint (Pa)</source>
        <translation>Auslegungssollwert (Pa)</translation>
    </message>
    <message>
        <source>measurement position</source>
        <translation>Messposition</translation>
    </message>
    <message>
        <source>stair, by its id</source>
        <translation>Treppenraum, nach seiner Kennung</translation>
    </message>
    <message>
        <source>floor, by its id</source>
        <translation>Geschoss, nach seiner Kennung</translation>
    </message>
    <message>
        <source>doorway, by its id</source>
        <translation>Türöffnung, nach ihrer Kennung</translation>
    </message>
    <message>
        <source>door, by its id</source>
        <translation>Tür, nach ihrer Kennung</translation>
    </message>
    <message>
        <source>door force</source>
        <translation>Türkraft</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>in {unit}</source>
        <translation>in {unit}</translation>
    </message>
    <message>
        <source>points 1 to 9 from here</source>
        <translation>Punkte 1 bis 9 ab hier</translation>
    </message>
    <message>
        <source>point {name}</source>
        <translation>Punkt {name}</translation>
    </message>
    <message>
        <source>, case in a column</source>
        <translation>, Fall in einer Spalte</translation>
    </message>
    <message>
        <source>, convert to {ours}</source>
        <translation>, in {ours} umrechnen</translation>
    </message>
    <message>
        <source>ignore nothing skip leave out</source>
        <translation>ignorieren nichts überspringen auslassen</translation>
    </message>
    <message>
        <source>level storey</source>
        <translation>geschoss stockwerk etage</translation>
    </message>
    <message>
        <source>day when measured on</source>
        <translation>tag wann gemessen am</translation>
    </message>
    <message>
        <source>who contractor company technician</source>
        <translation>wer firma unternehmen techniker</translation>
    </message>
    <message>
        <source>reference number certificate</source>
        <translation>berichtsnummer referenz nummer kalibrierschein</translation>
    </message>
    <message>
        <source>case doors</source>
        <translation>fall türen</translation>
    </message>
    <message>
        <source>case doors open</source>
        <translation>fall türen offen</translation>
    </message>
    <message>
        <source>case pressurisation pressurization active on off</source>
        <translation>fall druckbelüftung aktiv ein aus an</translation>
    </message>
    <message>
        <source>unit written convert</source>
        <translation>einheit geschrieben umrechnen</translation>
    </message>
    <message>
        <source>mean average pa newtons m/s reading</source>
        <translation>mittel durchschnitt pa newton m/s messwert</translation>
    </message>
    <message>
        <source>all nine velocity</source>
        <translation>alle neun luftgeschwindigkeit</translation>
    </message>
    <message>
        <source>{name} velocity</source>
        <translation>{name} Luftgeschwindigkeit</translation>
    </message>
    <message>
        <source> in {unit}</source>
        <translation> in {unit}</translation>
    </message>
    <message>
        <source>{what}: {sheet} (the sheet’s name)</source>
        <translation>{what}: {sheet} (der Name des Blattes)</translation>
    </message>
    <message>
        <source>{what}: {source} (said by hand)</source>
        <translation>{what}: {source} (von Hand angegeben)</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>Zeile {number}</translation>
    </message>
    <message>
        <source>Row {number}, {standing_word}</source>
        <translation>Zeile {number}, {standing_word}</translation>
    </message>
    <message>
        <source>{letter}, {title}: {read_as}</source>
        <translation>{letter}, {title}: {read_as}</translation>
    </message>
    <message>
        <source>no heading</source>
        <translation>keine Überschrift</translation>
    </message>
    <message>
        <source>read as {meaning}</source>
        <translation>gelesen als {meaning}</translation>
    </message>
    <message>
        <source>{whole_file_errors} Nothing can be imported until the file is right.</source>
        <translation>{whole_file_errors} Nichts kann importiert werden, bis die Datei stimmt.</translation>
    </message>
    <message>
        <source> {count} would be good.</source>
        <translation> {count} wären in Ordnung.</translation>
    </message>
    <message>
        <source>as it stands</source>
        <translation>ist so</translation>
    </message>
    <message>
        <source>as they stand</source>
        <translation>sind so</translation>
    </message>
    <message>
        <source>{count} cannot be imported {stand}.{rest}</source>
        <translation>{count} {stand} nicht importierbar.{rest}</translation>
    </message>
    <message>
        <source> What is replaced stays on record.</source>
        <translation> Was ersetzt wird, bleibt erhalten.</translation>
    </message>
    <message>
        <source>from {ranges}</source>
        <translation>aus {ranges}</translation>
    </message>
    <message>
        <source>{baselines} of {min} to {max} end</source>
        <translation>{baselines} vom {min} bis {max} enden</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Basiswert</translation>
    </message>
    <message>
        <source>baselines</source>
        <translation>Basiswerte</translation>
    </message>
    <message>
        <source>{baselines} of {day} {ends}</source>
        <translation>{baselines} vom {day} {ends}</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>end</source>
        <translation>enden</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>are</source>
        <translation>sind</translation>
    </message>
    <message>
        <source>{design_setpoints} {are} set</source>
        <translation>{design_setpoints} {are} gesetzt</translation>
    </message>
    <message>
        <source>design setpoint</source>
        <translation>Auslegungssollwert</translation>
    </message>
    <message>
        <source>design setpoints</source>
        <translation>Auslegungssollwerte</translation>
    </message>
    <message>
        <source>{older:,} {is_} older than what is in force, and history only</source>
        <translation>{older:,} {is_} älter als das, was in Kraft ist, und nur Verlauf</translation>
    </message>
    <message>
        <source>provenance: {origins}</source>
        <translation>Herkunft: {origins}</translation>
    </message>
    <message>
        <source>measured {days}</source>
        <translation>gemessen {days}</translation>
    </message>
    <message>
        <source> to {days}</source>
        <translation> bis {days}</translation>
    </message>
    <message>
        <source>Import baselines</source>
        <translation>Basiswerte importieren</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Andere Datei wählen…</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten…</translation>
    </message>
    <message>
        <source>What the columns of the file are taken for, and why (Ctrl+M)</source>
        <translation>Wofür die Spalten der Datei gehalten werden, und warum (Ctrl+M)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose a workbook, or drop it here</source>
        <translation>Eine Arbeitsmappe wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>A workbook (.xlsx, .xls, .ods) or a CSV file of pressures, velocities or door forces, in any layout. It is checked first, cell by cell; nothing is written until you confirm.</source>
        <translation>Eine Arbeitsmappe (.xlsx, .xls, .ods) oder CSV-Datei mit Drücken, Luftgeschwindigkeiten oder Türkräften, in beliebiger Anordnung. Sie wird zuerst geprüft, Zelle für Zelle; nichts wird geschrieben, bis Sie bestätigen.</translation>
    </message>
    <message>
        <source>{file} was not read: an import is still being written.</source>
        <translation>{file} wurde nicht gelesen: Ein Import wird noch geschrieben.</translation>
    </message>
    <message>
        <source>{file}: nothing stands in this file.</source>
        <translation>{file}: In dieser Datei steht nichts.</translation>
    </message>
    <message>
        <source>what the columns are</source>
        <translation>was die Spalten sind</translation>
    </message>
    <message>
        <source>kind of baselines</source>
        <translation>Art der Basiswerte</translation>
    </message>
    <message>
        <source>Nothing here can be repaired at once; correct the cells.</source>
        <translation>Hier lässt sich nichts auf einmal reparieren; die Zellen berichtigen.</translation>
    </message>
    <message>
        <source>Checked against the building as it is now: {count} read differently.</source>
        <translation>Mit dem Gebäude verglichen, wie es jetzt ist: {count} anders gelesen.</translation>
    </message>
    <message>
        <source>Where the rows that are left out go</source>
        <translation>Wohin die ausgelassenen Zeilen kommen</translation>
    </message>
    <message>
        <source>Importing {baselines}</source>
        <translation>{baselines} werden importiert</translation>
    </message>
    <message>
        <source>The {one_of} left out are in {rejected}.</source>
        <translation>Die ausgelassenen {one_of} sind in {rejected}.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>told before</source>
        <translation>früher angegeben</translation>
    </message>
    <message>
        <source>not filled in</source>
        <translation>nicht ausgefüllt</translation>
    </message>
    <message>
        <source>This row was not read: nothing stands in the columns of readings.</source>
        <translation>Diese Zeile wurde nicht gelesen: In den Spalten der Messwerte steht nichts.</translation>
    </message>
    <message>
        <source>This sheet was not read.</source>
        <translation>Dieses Blatt wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>and {repairs:,} more repairs, offered once some of these are made</source>
        <translation>und {repairs:,} weitere Reparaturen, angeboten, sobald einige von diesen ausgeführt sind</translation>
    </message>
    <message>
        <source>and {problems:,} more of this kind</source>
        <translation>und {problems:,} weitere dieser Art</translation>
    </message>
    <message>
        <source>Repair: {entry}</source>
        <translation>Reparatur: {entry}</translation>
    </message>
    <message>
        <source>Problems of the file</source>
        <translation>Probleme der Datei</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>a number that can mean two things</source>
        <translation>eine Zahl, die zweierlei bedeuten kann</translation>
    </message>
    <message>
        <source>a date that can mean two days</source>
        <translation>ein Datum, das zwei Tage bedeuten kann</translation>
    </message>
    <message>
        <source>more than one instrument is meant</source>
        <translation>mehr als ein Messgerät ist gemeint</translation>
    </message>
    <message>
        <source>fits more than one place</source>
        <translation>passt zu mehr als einem Ort</translation>
    </message>
    <message>
        <source>more than one door scenario is meant</source>
        <translation>mehr als ein Türszenario ist gemeint</translation>
    </message>
    <message>
        <source>more than one test is meant</source>
        <translation>mehr als eine Prüfung ist gemeint</translation>
    </message>
    <message>
        <source>not said in the file</source>
        <translation>in der Datei nicht angegeben</translation>
    </message>
    <message>
        <source>yes or no where a number belongs</source>
        <translation>ja oder nein, wo eine Zahl hingehört</translation>
    </message>
    <message>
        <source>not a time that can be read</source>
        <translation>keine lesbare Zeit</translation>
    </message>
    <message>
        <source>converted into our unit</source>
        <translation>in unsere Einheit umgerechnet</translation>
    </message>
    <message>
        <source>put right by hand</source>
        <translation>von Hand berichtigt</translation>
    </message>
    <message>
        <source>formatted as money</source>
        <translation>als Geldbetrag formatiert</translation>
    </message>
    <message>
        <source>a date in place of a time</source>
        <translation>ein Datum statt einer Zeit</translation>
    </message>
    <message>
        <source>out of service on that day</source>
        <translation>an jenem Tag außer Betrieb</translation>
    </message>
    <message>
        <source>perhaps one number in two cells</source>
        <translation>vielleicht eine Zahl in zwei Zellen</translation>
    </message>
    <message>
        <source>on record with something else</source>
        <translation>anders erfasst</translation>
    </message>
    <message>
        <source>the matrix and the list of steps differ</source>
        <translation>die Matrix und die Liste der Schritte weichen voneinander ab</translation>
    </message>
    <message>
        <source>force and pressure disagree</source>
        <translation>Kraft und Druck widersprechen sich</translation>
    </message>
    <message>
        <source>the same location more than once</source>
        <translation>derselbe Messort mehr als einmal</translation>
    </message>
    <message>
        <source>a cell that stands twice</source>
        <translation>eine Zelle, die zweimal vorkommt</translation>
    </message>
    <message>
        <source>a column that stands twice</source>
        <translation>eine Spalte, die zweimal vorkommt</translation>
    </message>
    <message>
        <source>a step twice</source>
        <translation>ein Schritt zweimal</translation>
    </message>
    <message>
        <source>an effect that cannot be read</source>
        <translation>eine nicht lesbare Wirkung</translation>
    </message>
    <message>
        <source>an error of the spreadsheet</source>
        <translation>ein Fehler der Tabellenkalkulation</translation>
    </message>
    <message>
        <source>another file than the one on record</source>
        <translation>eine andere Datei als die erfasste</translation>
    </message>
    <message>
        <source>a file that is not there</source>
        <translation>eine Datei, die nicht da ist</translation>
    </message>
    <message>
        <source>a file in another folder</source>
        <translation>eine Datei in einem anderen Ordner</translation>
    </message>
    <message>
        <source>a formula’s last result was taken</source>
        <translation>das letzte Ergebnis einer Formel wurde übernommen</translation>
    </message>
    <message>
        <source>a formula that was never calculated</source>
        <translation>eine nie berechnete Formel</translation>
    </message>
    <message>
        <source>a date in the future</source>
        <translation>ein Datum in der Zukunft</translation>
    </message>
    <message>
        <source>a hidden column was read</source>
        <translation>eine ausgeblendete Spalte wurde gelesen</translation>
    </message>
    <message>
        <source>a hidden row was read</source>
        <translation>eine ausgeblendete Zeile wurde gelesen</translation>
    </message>
    <message>
        <source>a hidden sheet was read</source>
        <translation>ein ausgeblendetes Blatt wurde gelesen</translation>
    </message>
    <message>
        <source>a column that was not read</source>
        <translation>eine Spalte, die nicht gelesen wurde</translation>
    </message>
    <message>
        <source>a row that was not read</source>
        <translation>eine Zeile, die nicht gelesen wurde</translation>
    </message>
    <message>
        <source>a sheet that was not read</source>
        <translation>ein Blatt, das nicht gelesen wurde</translation>
    </message>
    <message>
        <source>a point is missing</source>
        <translation>ein Punkt fehlt</translation>
    </message>
    <message>
        <source>a row without a reading</source>
        <translation>eine Zeile ohne Messwert</translation>
    </message>
    <message>
        <source>two different places are named</source>
        <translation>zwei verschiedene Orte sind genannt</translation>
    </message>
    <message>
        <source>not the mean of the nine points</source>
        <translation>nicht das Mittel der neun Punkte</translation>
    </message>
    <message>
        <source>one reading merged over several rows</source>
        <translation>ein Messwert über mehrere Zeilen verbunden</translation>
    </message>
    <message>
        <source>perhaps another floor</source>
        <translation>vielleicht ein anderes Geschoss</translation>
    </message>
    <message>
        <source>nothing is written here</source>
        <translation>hier steht nichts</translation>
    </message>
    <message>
        <source>a column is missing</source>
        <translation>eine Spalte fehlt</translation>
    </message>
    <message>
        <source>times in a row without a cause</source>
        <translation>Zeiten in einer Zeile ohne Ursache</translation>
    </message>
    <message>
        <source>times below no component</source>
        <translation>Zeiten unter keiner Komponente</translation>
    </message>
    <message>
        <source>no readings were found</source>
        <translation>keine Messwerte gefunden</translation>
    </message>
    <message>
        <source>a scenario without steps</source>
        <translation>ein Szenario ohne Schritte</translation>
    </message>
    <message>
        <source>a time that the clocks left out</source>
        <translation>eine Zeit, die die Uhrumstellung ausließ</translation>
    </message>
    <message>
        <source>no table that can be read</source>
        <translation>keine lesbare Tabelle</translation>
    </message>
    <message>
        <source>not one of the words that are meant</source>
        <translation>keines der vorgesehenen Wörter</translation>
    </message>
    <message>
        <source>not a date</source>
        <translation>kein Datum</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>effects of a test that has none</source>
        <translation>Wirkungen einer Prüfung, die keine hat</translation>
    </message>
    <message>
        <source>rows that nobody filled in</source>
        <translation>nicht ausgefüllte Zeilen</translation>
    </message>
    <message>
        <source>not a finite number</source>
        <translation>keine endliche Zahl</translation>
    </message>
    <message>
        <source>nothing was measured here</source>
        <translation>hier wurde nichts gemessen</translation>
    </message>
    <message>
        <source>not a list of steps</source>
        <translation>keine Liste von Schritten</translation>
    </message>
    <message>
        <source>still to be told</source>
        <translation>noch anzugeben</translation>
    </message>
    <message>
        <source>not a whole number</source>
        <translation>keine ganze Zahl</translation>
    </message>
    <message>
        <source>neither yes nor no</source>
        <translation>weder ja noch nein</translation>
    </message>
    <message>
        <source>doors open and closed read alike</source>
        <translation>Türen offen und geschlossen gleich gelesen</translation>
    </message>
    <message>
        <source>a row that begins a part about something else</source>
        <translation>eine Zeile, mit der ein Teil über etwas anderes beginnt</translation>
    </message>
    <message>
        <source>shown as something else</source>
        <translation>als etwas anderes angezeigt</translation>
    </message>
    <message>
        <source>an answer that is not asked for</source>
        <translation>eine nicht verlangte Antwort</translation>
    </message>
    <message>
        <source>a value that cannot be</source>
        <translation>ein unmöglicher Wert</translation>
    </message>
    <message>
        <source>outside the rule in force</source>
        <translation>außerhalb der geltenden Regel</translation>
    </message>
    <message>
        <source>a percentage where none belongs</source>
        <translation>ein Prozentwert, wo keiner hingehört</translation>
    </message>
    <message>
        <source>read as the percentage it shows</source>
        <translation>als der gezeigte Prozentwert gelesen</translation>
    </message>
    <message>
        <source>points where none are measured</source>
        <translation>Punkte, wo keine gemessen werden</translation>
    </message>
    <message>
        <source>no reason is given</source>
        <translation>keine Begründung ist angegeben</translation>
    </message>
    <message>
        <source>answers that were given before</source>
        <translation>früher gegebene Antworten</translation>
    </message>
    <message>
        <source>kept with fewer decimals</source>
        <translation>mit weniger Nachkommastellen aufbewahrt</translation>
    </message>
    <message>
        <source>rows above the heading were not read</source>
        <translation>Zeilen über der Überschrift wurden nicht gelesen</translation>
    </message>
    <message>
        <source>rows of one scenario that differ</source>
        <translation>voneinander abweichende Zeilen eines Szenarios</translation>
    </message>
    <message>
        <source>said of the file, but not used</source>
        <translation>zur Datei gesagt, aber nicht verwendet</translation>
    </message>
    <message>
        <source>a second table on the sheet</source>
        <translation>eine zweite Tabelle auf dem Blatt</translation>
    </message>
    <message>
        <source>two setpoints for one stair</source>
        <translation>zwei Sollwerte für einen Treppenraum</translation>
    </message>
    <message>
        <source>a sheet that stands twice</source>
        <translation>ein Blatt, das zweimal vorkommt</translation>
    </message>
    <message>
        <source>not carried out, and with a reading</source>
        <translation>nicht ausgeführt, aber mit Messwert</translation>
    </message>
    <message>
        <source>a row that sums up others</source>
        <translation>eine Zeile, die andere zusammenfasst</translation>
    </message>
    <message>
        <source>a date written as text</source>
        <translation>ein als Text geschriebenes Datum</translation>
    </message>
    <message>
        <source>a number written as text</source>
        <translation>eine als Text geschriebene Zahl</translation>
    </message>
    <message>
        <source>a tolerance that reaches before the trigger</source>
        <translation>eine Toleranz, die bis vor den Auslöser reicht</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>zu lang</translation>
    </message>
    <message>
        <source>another unit than the column’s</source>
        <translation>eine andere Einheit als die der Spalte</translation>
    </message>
    <message>
        <source>perhaps another unit</source>
        <translation>vielleicht eine andere Einheit</translation>
    </message>
    <message>
        <source>no such door</source>
        <translation>keine solche Tür</translation>
    </message>
    <message>
        <source>no test in this door configuration</source>
        <translation>keine Prüfung in dieser Türstellung</translation>
    </message>
    <message>
        <source>no such doorway</source>
        <translation>keine solche Türöffnung</translation>
    </message>
    <message>
        <source>no such floor</source>
        <translation>kein solches Geschoss</translation>
    </message>
    <message>
        <source>no test of this session</source>
        <translation>keine Prüfung dieser Prüfsitzung</translation>
    </message>
    <message>
        <source>no such instrument</source>
        <translation>kein solches Messgerät</translation>
    </message>
    <message>
        <source>no such place</source>
        <translation>kein solcher Ort</translation>
    </message>
    <message>
        <source>no such kind of test</source>
        <translation>keine solche Prüfart</translation>
    </message>
    <message>
        <source>no such door scenario</source>
        <translation>kein solches Türszenario</translation>
    </message>
    <message>
        <source>no such stair</source>
        <translation>kein solcher Treppenraum</translation>
    </message>
    <message>
        <source>no such zone</source>
        <translation>keine solche Zone</translation>
    </message>
    <message>
        <source>which test is not said</source>
        <translation>welche Prüfung, ist nicht angegeben</translation>
    </message>
    <message>
        <source>a row of another width</source>
        <translation>eine Zeile anderer Breite</translation>
    </message>
    <message>
        <source>an import</source>
        <translation>ein Import</translation>
    </message>
    <message>
        <source>Nothing to write: no row of this file is filled in.</source>
        <translation>Nichts zu schreiben: Keine Zeile dieser Datei ist ausgefüllt.</translation>
    </message>
    <message>
        <source>the one {one} is</source>
        <translation>1 {one} ist</translation>
    </message>
    <message>
        <source>all {rows:,} {more} are</source>
        <translation>alle {rows:,} {more} sind</translation>
    </message>
    <message>
        <source>Nothing to write: {which} on record already.</source>
        <translation>Nichts zu schreiben: {which} schon erfasst.</translation>
    </message>
    <message>
        <source> and {files:,} more</source>
        <translation> und {files:,} weitere</translation>
    </message>
    <message>
        <source>One file is imported at a time: drop {names}{more} one after the other. Nothing was read.</source>
        <translation>Es wird eine Datei auf einmal importiert: {names}{more} nacheinander ablegen. Nichts wurde gelesen.</translation>
    </message>
    <message>
        <source>, {count} left out</source>
        <translation>, {count} ausgelassen</translation>
    </message>
    <message>
        <source>{baselines} imported, {changed:,} changed, {same:,} unchanged{left}.</source>
        <translation>{baselines} importiert, {changed:,} geändert, {same:,} unverändert{left}.</translation>
    </message>
    <message>
        <source>no certificate</source>
        <translation>kein Kalibrierschein</translation>
    </message>
    <message>
        <source>{days:,} {day}</source>
        <translation>{days:,} {day}</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>expired {count} ago</source>
        <translation>abgelaufen, {count} her</translation>
    </message>
    <message>
        <source>expired today</source>
        <translation>heute abgelaufen</translation>
    </message>
    <message>
        <source>due in {count}</source>
        <translation>fällig, noch {count}</translation>
    </message>
    <message>
        <source>valid for {count}</source>
        <translation>gültig, noch {count}</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Maker and model</source>
        <translation>Hersteller und Modell</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>taken again as {retest}</source>
        <translation>erneut aufgenommen als {retest}</translation>
    </message>
    <message>
        <source>accepted by {accepted_by}</source>
        <translation>angenommen von {accepted_by}</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>Without calibration</source>
        <translation>Ohne Kalibrierung</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Berichtigt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Was getan werden kann</translation>
    </message>
    <message>
        <source>retest it there</source>
        <translation>dort nachprüfen</translation>
    </message>
    <message>
        <source>its report stands; begin a new session</source>
        <translation>ihr Bericht steht; eine neue Prüfsitzung beginnen</translation>
    </message>
    <message>
        <source>return it, or begin a new session</source>
        <translation>zurückgeben oder eine neue Prüfsitzung beginnen</translation>
    </message>
    <message>
        <source>New certificate</source>
        <translation>Neuer Kalibrierschein</translation>
    </message>
    <message>
        <source>Put on file</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>Kalibrierstelle</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Calibrated on</source>
        <translation>Kalibriert am</translation>
    </message>
    <message>
        <source>Ends on</source>
        <translation>Endet am</translation>
    </message>
    <message>
        <source>Expanded uncertainty U, k = 2</source>
        <translation>Erweiterte Messunsicherheit U, k = 2</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>5 Apr 2026</source>
        <translation>5 Apr 2026</translation>
    </message>
    <message>
        <source>For {serial_number}. It ends on the first day on which it is no longer valid.</source>
        <translation>Für {serial_number}. Er endet am ersten Tag, an dem er nicht mehr gilt.</translation>
    </message>
    <message>
        <source>the last one was {number}</source>
        <translation>zuletzt {number}</translation>
    </message>
    <message>
        <source>the day of the calibration</source>
        <translation>der Tag der Kalibrierung</translation>
    </message>
    <message>
        <source>the day it ends</source>
        <translation>der Tag, an dem er endet</translation>
    </message>
    <message>
        <source>Enter {what}.</source>
        <translation>Bitte eingeben: {what}.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Kalibrierscheine</translation>
    </message>
    <message>
        <source>None yet. Without one, no reading of this instrument counts.</source>
        <translation>Noch keiner. Ohne einen zählt kein Messwert dieses Messgeräts.</translation>
    </message>
    <message>
        <source>New certificate…</source>
        <translation>Neuer Kalibrierschein…</translation>
    </message>
    <message>
        <source>Recall readings…</source>
        <translation>Messwerte zurückrufen…</translation>
    </message>
    <message>
        <source>No serial number</source>
        <translation>Keine Seriennummer</translation>
    </message>
    <message>
        <source>Certificates · {count}</source>
        <translation>Kalibrierscheine · {count}</translation>
    </message>
    <message>
        <source>None were taken with it yet.</source>
        <translation>Damit wurden noch keine aufgenommen.</translation>
    </message>
    <message>
        <source>one day</source>
        <translation>einem Tag</translation>
    </message>
    <message>
        <source>{used} days</source>
        <translation>{used} Tagen</translation>
    </message>
    <message>
        <source>{readings} on {on}, the last on {last_used}.</source>
        <translation>{readings} an {on}, der letzte am {last_used}.</translation>
    </message>
    <message>
        <source> and {uncovered} more days</source>
        <translation> und {uncovered} weitere Tage</translation>
    </message>
    <message>
        <source>{readings} without a valid certificate on the day: {days}{more}.</source>
        <translation>{readings} ohne an dem Tag gültigen Kalibrierschein: {days}{more}.</translation>
    </message>
    <message>
        <source>holds today</source>
        <translation>gilt heute</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>künftig</translation>
    </message>
    <message>
        <source>no authority</source>
        <translation>keine Kalibrierstelle</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Add scan…</source>
        <translation>Scan hinzufügen…</translation>
    </message>
    <message>
        <source>Open the</source>
        <translation>Öffnen:</translation>
    </message>
    <message>
        <source>Add a</source>
        <translation>Hinzufügen:</translation>
    </message>
    <message>
        <source>{verb} scan of {number}</source>
        <translation>{verb} Scan von {number}</translation>
    </message>
    <message>
        <source>no uncertainty stated</source>
        <translation>keine Messunsicherheit angegeben</translation>
    </message>
    <message>
        <source>every {every_months} months</source>
        <translation>alle {every_months} Monate</translation>
    </message>
    <message>
        <source>this building&apos;s own</source>
        <translation>gebäudeeigen</translation>
    </message>
    <message>
        <source>{until} {ends}</source>
        <translation>{until} {ends}</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>{count:,} {reading}</source>
        <translation>{count:,} {reading}</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>readings</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>due in 30 days</source>
        <translation>fällig in 30 Tagen</translation>
    </message>
    <message>
        <source>in 60</source>
        <translation>in 60</translation>
    </message>
    <message>
        <source>in 90</source>
        <translation>in 90</translation>
    </message>
    <message>
        <source>Scans (*.pdf *.jpg *.jpeg *.png *.webp *.heic)</source>
        <translation>Scans (*.pdf *.jpg *.jpeg *.png *.webp *.heic)</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>Messgeräte</translation>
    </message>
    <message>
        <source>What is measured with: calibration certificates, and which of them run out.</source>
        <translation>Womit gemessen wird: Kalibrierscheine, und welche davon ablaufen.</translation>
    </message>
    <message>
        <source>Which instruments</source>
        <translation>Welche Messgeräte</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>Nichts ist fällig</translation>
    </message>
    <message>
        <source>Edit the register…</source>
        <translation>Verzeichnis bearbeiten…</translation>
    </message>
    <message>
        <source>Export calendar…</source>
        <translation>Kalender exportieren…</translation>
    </message>
    <message>
        <source>No instruments yet</source>
        <translation>Noch keine Messgeräte</translation>
    </message>
    <message>
        <source>Enter what you measure with – manometers, anemometers, force gauges – in the register. Their certificates are kept here.</source>
        <translation>Womit gemessen wird – Manometer, Anemometer, Kraftmesser – gehört ins Verzeichnis. Die Kalibrierscheine werden hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Open the register</source>
        <translation>Verzeichnis öffnen</translation>
    </message>
    <message>
        <source>calibration add</source>
        <translation>kalibrierung hinzufügen</translation>
    </message>
    <message>
        <source>bad instrument out of tolerance doubt dropped</source>
        <translation>schlecht messgerät außer toleranz zweifel heruntergefallen</translation>
    </message>
    <message>
        <source>icalendar ics due outlook</source>
        <translation>icalendar ics fällig outlook</translation>
    </message>
    <message>
        <source>Show all instruments</source>
        <translation>Alle Messgeräte anzeigen</translation>
    </message>
    <message>
        <source>Show what is due within {days} days</source>
        <translation>Anzeigen, was innerhalb von {days} Tagen fällig ist</translation>
    </message>
    <message>
        <source>calibration expired</source>
        <translation>kalibrierung abgelaufen</translation>
    </message>
    <message>
        <source>Edit the register of instruments…</source>
        <translation>Verzeichnis der Messgeräte bearbeiten…</translation>
    </message>
    <message>
        <source>new instrument serial</source>
        <translation>neu messgerät seriennummer</translation>
    </message>
    <message>
        <source>Every certificate holds for more than {days} days.</source>
        <translation>Jeder Kalibrierschein gilt noch länger als {days} Tage.</translation>
    </message>
    <message>
        <source>iCalendar (*.ics)</source>
        <translation>iCalendar (*.ics)</translation>
    </message>
    <message>
        <source>Export calendar as</source>
        <translation>Kalender exportieren als</translation>
    </message>
    <message>
        <source>Saved {path}. {found}</source>
        <translation>{path} gespeichert. {found}</translation>
    </message>
    <message>
        <source>Putting a certificate on file</source>
        <translation>Kalibrierschein wird abgelegt</translation>
    </message>
    <message>
        <source>Certificate {number} is on file.</source>
        <translation>Kalibrierschein {number} ist abgelegt.</translation>
    </message>
    <message>
        <source>Opening the scan of {number}</source>
        <translation>Scan von {number} wird geöffnet</translation>
    </message>
    <message>
        <source>Scan of {number}</source>
        <translation>Scan von {number}</translation>
    </message>
    <message>
        <source>The scan of {number} is on file.</source>
        <translation>Der Scan von {number} ist abgelegt.</translation>
    </message>
    <message>
        <source>Taking in the scan of {number}</source>
        <translation>Scan von {number} wird aufgenommen</translation>
    </message>
    <message>
        <source>Instruments holds a certificate that is not on file yet.</source>
        <translation>Messgeräte enthält einen Kalibrierschein, der noch nicht abgelegt ist.</translation>
    </message>
    <message>
        <source>2 % high</source>
        <translation>2 % zu hoch</translation>
    </message>
    <message>
        <source>All readings</source>
        <translation>Alle Messwerte</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>Would fail</source>
        <translation>Wäre nicht bestanden</translation>
    </message>
    <message>
        <source>Would pass</source>
        <translation>Wäre bestanden</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Prüfsitzungen</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rückruf</translation>
    </message>
    <message>
        <source>its first reading</source>
        <translation>sein erster Messwert</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>List the readings</source>
        <translation>Messwerte auflisten</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>Was sich ergibt</translation>
    </message>
    <message>
        <source>Readings in doubt</source>
        <translation>Zweifelhafte Messwerte</translation>
    </message>
    <message>
        <source>Sessions with readings in doubt</source>
        <translation>Prüfsitzungen mit zweifelhaften Messwerten</translation>
    </message>
    <message>
        <source>No readings</source>
        <translation>Keine Messwerte</translation>
    </message>
    <message>
        <source>Which readings</source>
        <translation>Welche Messwerte</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern als…</translation>
    </message>
    <message>
        <source>Readings that rest on certificate</source>
        <translation>Messwerte, die auf Kalibrierschein beruhen</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Until, exclusive</source>
        <translation>Bis, ausschließlich</translation>
    </message>
    <message>
        <source>It was found to read</source>
        <translation>Ihre festgestellte Anzeige</translation>
    </message>
    <message>
        <source>Enter opens the test; a retest is ordered there (Ctrl+R). Nothing is changed here.</source>
        <translation>Enter öffnet die Prüfung; eine Nachprüfung wird dort angeordnet (Ctrl+R). Hier wird nichts geändert.</translation>
    </message>
    <message>
        <source>Recall of {serial_number}</source>
        <translation>Rückruf von {serial_number}</translation>
    </message>
    <message>
        <source>an instrument without a number</source>
        <translation>ein Messgerät ohne Nummer</translation>
    </message>
    <message>
        <source>1.8 {unit} low, or 2 % high</source>
        <translation>1.8 {unit} zu niedrig oder 2 % zu hoch</translation>
    </message>
    <message>
        <source>any, or none</source>
        <translation>irgendeiner oder keiner</translation>
    </message>
    <message>
        <source>{number} · {count:,} {reading}</source>
        <translation>{number} · {count:,} {reading}</translation>
    </message>
    <message>
        <source>Looking through the record …</source>
        <translation>Der Bestand wird durchsucht …</translation>
    </message>
    <message>
        <source>That test belongs to {name}; choose that building first.</source>
        <translation>Jene Prüfung gehört zu {name}; zuerst dieses Gebäude wählen.</translation>
    </message>
    <message>
        <source>{rows:,} readings are on the clipboard.</source>
        <translation>{rows:,} Messwerte sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save recall as</source>
        <translation>Rückruf speichern als</translation>
    </message>
    <message>
        <source>It was not used on these days.</source>
        <translation>Es wurde an diesen Tagen nicht verwendet.</translation>
    </message>
    <message>
        <source>No verdict would be otherwise.</source>
        <translation>Kein Urteil fiele anders aus.</translation>
    </message>
    <message>
        <source>Say above by how much it was found to read wrong.</source>
        <translation>Oben angeben, um wie viel die Anzeige falsch war.</translation>
    </message>
    <message>
        <source>None of them.</source>
        <translation>Keiner davon.</translation>
    </message>
    <message>
        <source>No certificates</source>
        <translation>Keine Kalibrierscheine</translation>
    </message>
    <message>
        <source>{held} {certificate}</source>
        <translation>{held} {certificate}</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>Kalibrierschein</translation>
    </message>
    <message>
        <source>certificates</source>
        <translation>Kalibrierscheine</translation>
    </message>
    <message>
        <source>{count} from {first} to {last}, {readings} readings on {used} days</source>
        <translation>{count} von {first} bis {last}, {readings} Messwerte an {used} Tagen</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>dd.MM.yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>kind of notice</comment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>Programmfehler</translation>
    </message>
    <message>
        <source>Your entries are kept. </source>
        <translation>Die Eingaben bleiben erhalten. </translation>
    </message>
    <message>
        <source>What you typed is kept. </source>
        <translation>Die Eingaben bleiben erhalten. </translation>
    </message>
    <message>
        <source>Something in the program went wrong (reference {reference}). Nothing was saved by that step.</source>
        <translation>Im Programm ist etwas schiefgegangen (Kennung {reference}). Dieser Schritt hat nichts gespeichert.</translation>
    </message>
    <message>
        <source>FireMode Desktop, reference {reference}
{whole}</source>
        <translation>FireMode Desktop, Kennung {reference}
{whole}</translation>
    </message>
    <message>
        <source>What you typed stays on the page. Readings of a session are kept on this computer and saved when it is back. It is asked for again every few seconds.</source>
        <translation>Was getippt wurde, bleibt auf der Seite. Messwerte einer Prüfsitzung bleiben auf diesem Computer und werden gespeichert, sobald sie wieder da ist. Alle paar Sekunden wird wieder gefragt.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Another server…</source>
        <translation>Anderer Server…</translation>
    </message>
    <message>
        <source>The database does not answer</source>
        <translation>Die Datenbank antwortet nicht</translation>
    </message>
    <message>
        <source>{where} has not answered since {time}. {why}</source>
        <translation>{where} antwortet seit {time} nicht. {why}</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>Look at the backup without saving</source>
        <translation>Die Sicherung ansehen, ohne zu speichern</translation>
    </message>
    <message>
        <source>FireMode does not open files such as {name}.</source>
        <translation>FireMode öffnet keine Dateien wie {name}.</translation>
    </message>
    <message>
        <source>It opens backups (.fmbackup), reports to verify (.pdf), workbooks of baselines (.xlsx, .xls, .ods, .csv) and files of whole buildings (.zip).</source>
        <translation>Es öffnet Sicherungen (.fmbackup), Berichte zum Verifizieren (.pdf), Arbeitsmappen mit Basiswerten (.xlsx, .xls, .ods, .csv) und Dateien ganzer Gebäude (.zip).</translation>
    </message>
    <message>
        <source>{name} is opened once there is a building: make or open one first.</source>
        <translation>{name} wird geöffnet, sobald es ein Gebäude gibt: zuerst eines anlegen oder öffnen.</translation>
    </message>
    <message>
        <source>{left} to go</source>
        <translation>noch {left}</translation>
    </message>
    <message>
        <source>{hint}, {skipped} skipped</source>
        <translation>{hint}, {skipped} ausgelassen</translation>
    </message>
    <message>
        <source>{critical_faults} critical</source>
        <translation>{critical_faults} kritisch</translation>
    </message>
    <message>
        <source>none critical</source>
        <translation>keine kritischen</translation>
    </message>
    <message>
        <source>{faults}, {critical}</source>
        <translation>{faults}, {critical}</translation>
    </message>
    <message>
        <source>open fault</source>
        <translation>offener Mangel</translation>
    </message>
    <message>
        <source>open faults</source>
        <translation>offene Mängel</translation>
    </message>
    <message>
        <source>Not compliant</source>
        <translation>Nicht konform</translation>
    </message>
    <message>
        <source>no open faults</source>
        <translation>keine offenen Mängel</translation>
    </message>
    <message>
        <source>no floors or doors yet</source>
        <translation>noch keine Geschosse oder Türen</translation>
    </message>
    <message>
        <source>{missing} missing</source>
        <translation>{missing} fehlen</translation>
    </message>
    <message>
        <source>{instruments} in date</source>
        <translation>{instruments} mit gültiger Kalibrierung</translation>
    </message>
    <message>
        <source>no instruments yet</source>
        <translation>noch keine Messgeräte</translation>
    </message>
    <message>
        <source>Calibrations due</source>
        <translation>Fällige Kalibrierungen</translation>
    </message>
    <message>
        <source>{first}: no certificate</source>
        <translation>{first}: kein Kalibrierschein</translation>
    </message>
    <message>
        <source>{first} ended {day}</source>
        <translation>{first} endete am {day}</translation>
    </message>
    <message>
        <source>{first} {tomorrow}, {day}</source>
        <translation>{first} {tomorrow}, {day}</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>in {days} days</source>
        <translation>in {days} Tagen</translation>
    </message>
    <message>
        <source>Tests due</source>
        <translation>Fällige Prüfungen</translation>
    </message>
    <message>
        <source>no schedule yet</source>
        <translation>noch kein Prüfplan</translation>
    </message>
    <message>
        <source>on time until {day}</source>
        <translation>rechtzeitig bis {day}</translation>
    </message>
    <message>
        <source>{days} overdue</source>
        <translation>{days} überfällig</translation>
    </message>
    <message>
        <source>in {months} months</source>
        <translation>in {months} Monaten</translation>
    </message>
    <message>
        <source>{months} months overdue</source>
        <translation>{months} Monate überfällig</translation>
    </message>
    <message>
        <source>Section of the building</source>
        <translation>Schnitt des Gebäudes</translation>
    </message>
    <message>
        <source>limits, {limits}</source>
        <translation>Grenzwerte, {limits}</translation>
    </message>
    <message>
        <source>no limit in force</source>
        <translation>kein Grenzwert in Kraft</translation>
    </message>
    <message>
        <source>height not in the register</source>
        <translation>Höhe nicht im Verzeichnis</translation>
    </message>
    <message>
        <source>Section of {section}</source>
        <translation>Schnitt von {section}</translation>
    </message>
    <message>
        <source>“{file}” was not made and nothing was printed: there is no folder {parent}.</source>
        <translation>„{file}“ wurde nicht erstellt und nichts gedruckt: Den Ordner {parent} gibt es nicht.</translation>
    </message>
    <message>
        <source>The printer does not answer; nothing was printed. Is it switched on, or the file open elsewhere?</source>
        <translation>Der Drucker antwortet nicht; nichts wurde gedruckt. Ist er eingeschaltet, oder ist die Datei anderswo offen?</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>The building as a section: what every floor last read, and what needs doing.</source>
        <translation>Das Gebäude als Schnitt: was jedes Geschoss zuletzt ergab, und was zu tun ist.</translation>
    </message>
    <message>
        <source>What the section shows</source>
        <translation>Was der Schnitt zeigt</translation>
    </message>
    <message>
        <source>In what condition</source>
        <translation>In welchem Zustand</translation>
    </message>
    <message>
        <source>Show {measure}</source>
        <translation>{measure} anzeigen</translation>
    </message>
    <message>
        <source>section overview</source>
        <translation>schnitt übersicht</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>section larger</source>
        <translation>schnitt größer</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>section smaller</source>
        <translation>schnitt kleiner</translation>
    </message>
    <message>
        <source>Whole building</source>
        <translation>Ganzes Gebäude</translation>
    </message>
    <message>
        <source>zoom fit section</source>
        <translation>zoom anpassen schnitt</translation>
    </message>
    <message>
        <source>no session yet</source>
        <translation>noch keine Prüfsitzung</translation>
    </message>
    <message>
        <source>{condition}latest readings, {unit}</source>
        <translation>{condition}letzte Messwerte, {unit}</translation>
    </message>
    <message>
        <source>Open the reading	Enter</source>
        <translation>Messwert öffnen	Enter</translation>
    </message>
    <message>
        <source>{level} in the registers</source>
        <translation>{level} in den Verzeichnissen</translation>
    </message>
    <message>
        <source>Readings of {level} over time</source>
        <translation>Messwerte von {level} in zeitlicher Folge</translation>
    </message>
    <message>
        <source>Print section…</source>
        <translation>Schnitt drucken…</translation>
    </message>
    <message>
        <source>paper pdf printer</source>
        <translation>papier pdf drucker</translation>
    </message>
    <message>
        <source>Save section as SVG…</source>
        <translation>Schnitt als SVG speichern…</translation>
    </message>
    <message>
        <source>export drawing vector file</source>
        <translation>export zeichnung vektor datei</translation>
    </message>
    <message>
        <source>Copy section as picture</source>
        <translation>Schnitt als Bild kopieren</translation>
    </message>
    <message>
        <source>clipboard png image</source>
        <translation>zwischenablage png bild</translation>
    </message>
    <message>
        <source>Print section</source>
        <translation>Schnitt drucken</translation>
    </message>
    <message>
        <source>{name} section.svg</source>
        <translation>{name} Schnitt.svg</translation>
    </message>
    <message>
        <source>Save section as SVG</source>
        <translation>Schnitt als SVG speichern</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>The section is on the clipboard as a picture.</source>
        <translation>Der Schnitt ist als Bild in der Zwischenablage.</translation>
    </message>
    <message>
        <source>{points} readings from {first} to {last}, </source>
        <translation>{points} Messwerte von {first} bis {last}, </translation>
    </message>
    <message>
        <source>the last {last} {unit}</source>
        <translation>zuletzt {last} {unit}</translation>
    </message>
    <message>
        <source>Do the readings agree?</source>
        <translation>Stimmen die Messwerte überein?</translation>
    </message>
    <message>
        <source>tests of the session at this floor</source>
        <translation>Prüfungen der Prüfsitzung auf diesem Geschoss</translation>
    </message>
    <message>
        <source>{failing} not compliant</source>
        <translation>{failing} nicht konform</translation>
    </message>
    <message>
        <source>all compliant so far</source>
        <translation>bisher alle konform</translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation>von {total}</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>none left to do</source>
        <translation>keine mehr offen</translation>
    </message>
    <message>
        <source>{skipped} skipped</source>
        <translation>{skipped} ausgelassen</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>no baseline</source>
        <translation>kein Basiswert</translation>
    </message>
    <message>
        <source>baseline {baseline}</source>
        <translation>Basiswert {baseline}</translation>
    </message>
    <message>
        <source>to be tested again; this was read before</source>
        <translation>erneut zu prüfen; dies wurde zuvor gelesen</translation>
    </message>
    <message>
        <source> · due {day} {due:%b}</source>
        <translation> · fällig {day}. {due:%b}</translation>
    </message>
    <message>
        <source>and {faults} more</source>
        <translation>und {faults} weitere</translation>
    </message>
    <message>
        <source>One reading so far</source>
        <translation>Bisher ein Messwert</translation>
    </message>
    <message>
        <source>year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>{points} readings</source>
        <translation>{points} Messwerte</translation>
    </message>
    <message>
        <source>One</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Two</source>
        <translation>Zwei</translation>
    </message>
    <message>
        <source>Three</source>
        <translation>Drei</translation>
    </message>
    <message>
        <source>Four</source>
        <translation>Vier</translation>
    </message>
    <message>
        <source>Five</source>
        <translation>Fünf</translation>
    </message>
    <message>
        <source>Six</source>
        <translation>Sechs</translation>
    </message>
    <message>
        <source>Seven</source>
        <translation>Sieben</translation>
    </message>
    <message>
        <source>Eight</source>
        <translation>Acht</translation>
    </message>
    <message>
        <source>Nine</source>
        <translation>Neun</translation>
    </message>
    <message>
        <source>Ten</source>
        <translation>Zehn</translation>
    </message>
    <message>
        <source>A line is drawn from the second reading on.</source>
        <translation>Eine Linie wird ab dem zweiten Messwert gezeichnet.</translation>
    </message>
    <message>
        <source>A step, not a drift: no projection.</source>
        <translation>Ein Sprung, keine Drift: keine Hochrechnung.</translation>
    </message>
    <message>
        <source>Before: 0 on {day}.</source>
        <translation>Vorher: 0 am {day}.</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Minus</translation>
    </message>
    <message>
        <source>As it was on {day}.</source>
        <translation>Wie am {day}.</translation>
    </message>
    <message>
        <source>{direction} {change:.1f} % since {day}.</source>
        <translation>{direction} {change:.1f} % seit {day}.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;Workbook (*.xlsx)</source>
        <translation>Kommagetrennte Werte (*.csv);;Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>History in words</source>
        <translation>Verlauf in Worten</translation>
    </message>
    <message>
        <source>Filter by any word</source>
        <translation>Nach einem beliebigen Wort filtern</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>Den Verlauf filtern</translation>
    </message>
    <message>
        <source>Changes, the latest first</source>
        <translation>Änderungen, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Earlier changes</source>
        <translation>Frühere Änderungen</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>Verlauf schließen</translation>
    </message>
    <message>
        <source>History of the {record}</source>
        <translation>Verlauf: {record}</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>History of {of}</source>
        <translation>Verlauf von {of}</translation>
    </message>
    <message>
        <source>
Enter shows each</source>
        <translation>
Enter zeigt jede einzelne</translation>
    </message>
    <message>
        <source>Nothing has been changed since changes are logged.</source>
        <translation>Nichts wurde geändert, seit Änderungen protokolliert werden.</translation>
    </message>
    <message>
        <source>No change has these words.</source>
        <translation>Keine Änderung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>Verlauf speichern</translation>
    </message>
    <message>
        <source>Wrote {many:,} changes to {path}.</source>
        <translation>{many:,} Änderungen nach {path} geschrieben.</translation>
    </message>
    <message>
        <source>Saving the history</source>
        <translation>Verlauf wird gespeichert</translation>
    </message>
    <message>
        <source>A history is written as {WRITERS}; end {path} with one of them.</source>
        <translation>Ein Verlauf wird als {WRITERS} geschrieben; {path} muss darauf enden.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>The day</source>
        <translation>Der Tag</translation>
    </message>
    <message>
        <source>Next twelve months</source>
        <translation>Nächste zwölf Monate</translation>
    </message>
    <message>
        <source>Plan a session…</source>
        <translation>Prüfsitzung planen…</translation>
    </message>
    <message>
        <source>Month before (PgUp)</source>
        <translation>Monat davor (PgUp)</translation>
    </message>
    <message>
        <source>Month after (PgDn)</source>
        <translation>Monat danach (PgDn)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Shaded days: due tests are on time.</source>
        <translation>Schattierte Tage: Fällige Prüfungen sind fristgerecht.</translation>
    </message>
    <message>
        <source>Next {MONTHS_AHEAD} months</source>
        <translation>Nächste {MONTHS_AHEAD} Monate</translation>
    </message>
    <message>
        <source>{frequency} tests: {window_words}.</source>
        <translation>{frequency}, Prüfungen: {window_words}.</translation>
    </message>
    <message>
        <source>Nothing on this day. Enter plans a session.</source>
        <translation>Nichts an diesem Tag. Enter plant eine Prüfsitzung.</translation>
    </message>
    <message>
        <source>to add</source>
        <translation>hinzuzufügen</translation>
    </message>
    <message>
        <source>to retire</source>
        <translation>stillzulegen</translation>
    </message>
    <message>
        <source>{moved} in another order</source>
        <translation>{moved} in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>nothing tested</source>
        <translation>nichts geprüft</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>Von → bis</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Setpoint</source>
        <translation>Sollwert</translation>
    </message>
    <message>
        <source>no rule</source>
        <translation>keine Regel</translation>
    </message>
    <message>
        <source>Schedule…</source>
        <translation>Prüfplan…</translation>
    </message>
    <message>
        <source>Bring all up to date</source>
        <translation>Alle auf den neuesten Stand bringen</translation>
    </message>
    <message>
        <source>Frequencies</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>Stairs, floors, doors and what else is tested are described there; the tests follow from them.</source>
        <translation>Treppenräume, Geschosse, Türen und was sonst geprüft wird, werden dort beschrieben; die Prüfungen ergeben sich daraus.</translation>
    </message>
    <message>
        <source>Counting the tests …</source>
        <translation>Prüfungen werden gezählt …</translation>
    </message>
    <message>
        <source>No stair in service yet</source>
        <translation>Noch kein Treppenraum in Betrieb</translation>
    </message>
    <message>
        <source>The schedule holds changes that are not saved.</source>
        <translation>Der Prüfplan enthält nicht gespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Generating tests</source>
        <translation>Prüfungen werden erzeugt</translation>
    </message>
    <message>
        <source>{name}: {total} tests, {counts} new, {counts2} changed, {counts3} retired</source>
        <translation>{name}: {total} Prüfungen, {counts} neu, {counts2} geändert, {counts3} stillgelegt</translation>
    </message>
    <message>
        <source>Done once, when the system is commissioned; never due again.</source>
        <translation>Einmal ausgeführt, bei der Inbetriebnahme der Anlage; nie wieder fällig.</translation>
    </message>
    <message>
        <source>Never carried out, and there is no day to count from: set one under Schedule.</source>
        <translation>Nie ausgeführt, und es gibt keinen Tag, ab dem gezählt wird: unter Prüfplan einen festlegen.</translation>
    </message>
    <message>
        <source>On time from {earliest} to {latest}: {tolerance}.</source>
        <translation>Fristgerecht vom {earliest} bis {latest}: {tolerance}.</translation>
    </message>
    <message>
        <source>On time on that day alone: no tolerance set.</source>
        <translation>Fristgerecht nur an diesem Tag: keine Toleranz festgelegt.</translation>
    </message>
    <message>
        <source>Last carried out on {last}.</source>
        <translation>Zuletzt ausgeführt am {last}.</translation>
    </message>
    <message>
        <source>Not carried out yet.</source>
        <translation>Noch nicht ausgeführt.</translation>
    </message>
    <message>
        <source>Due on {day}: {value}.</source>
        <translation>Fällig am {day}: {value}.</translation>
    </message>
    <message>
        <source>Counted from {anchor}, its own day.</source>
        <translation>Gezählt ab {anchor}, dem eigenen Tag.</translation>
    </message>
    <message>
        <source>Counted from {anchor}, the building&apos;s day.</source>
        <translation>Gezählt ab {anchor}, dem Tag des Gebäudes.</translation>
    </message>
    <message>
        <source>Counted from the last visit.</source>
        <translation>Gezählt ab dem letzten Prüftermin.</translation>
    </message>
    <message>
        <source>{total} {test}</source>
        <translation>{total} {test}</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>tests</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>No archetype runs at this frequency; Schedule switches them.</source>
        <translation>In diesem Intervall läuft keine Prüfart; der Prüfplan schaltet sie.</translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation>Monatlich</translation>
    </message>
    <message>
        <source>Annual</source>
        <translation>Jährlich</translation>
    </message>
    <message>
        <source>Commiss.</source>
        <translation>Inbetr.</translation>
    </message>
    <message>
        <source>{archetype} runs</source>
        <translation>{archetype} läuft</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>{frequency} tests may be done</source>
        <translation>{frequency}: Prüfungen möglich</translation>
    </message>
    <message>
        <source>{day}: {told}</source>
        <translation>{day}: {told}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{found} more</source>
        <translation>{found} weitere</translation>
    </message>
    <message>
        <source>Due days are counted from a fixed day, else from the last visit. A visit within the days early and late is on time. No tolerance comes with the program: name the clause or the agreement yours is taken from.</source>
        <translation>Fälligkeiten zählen ab einem festen Tag, sonst ab dem letzten Prüftermin. Ein Prüftermin innerhalb der Tage früher und später ist fristgerecht. Das Programm bringt keine Toleranz mit: die Bestimmung oder Vereinbarung nennen, aus der sie stammt.</translation>
    </message>
    <message>
        <source>Save schedule</source>
        <translation>Prüfplan speichern</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>What is tested</source>
        <translation>Was geprüft wird</translation>
    </message>
    <message>
        <source>When it falls due</source>
        <translation>Wann es fällig wird</translation>
    </message>
    <message>
        <source>What saving changes</source>
        <translation>Was das Speichern ändert</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts wird geändert.</translation>
    </message>
    <message>
        <source>discarded changes</source>
        <translation>verworfene Änderungen</translation>
    </message>
    <message>
        <source>{frequency}: {total} → {total2} tests</source>
        <translation>{frequency}: {total} → {total2} Prüfungen</translation>
    </message>
    <message>
        <source>{kind}: {old} → {new}</source>
        <translation>{kind}: {old} → {new}</translation>
    </message>
    <message>
        <source>The number of tests stays the same.</source>
        <translation>Die Zahl der Prüfungen bleibt gleich.</translation>
    </message>
    <message>
        <source>Saving the schedule</source>
        <translation>Prüfplan wird gespeichert</translation>
    </message>
    <message>
        <source>The schedule is saved. Bring the expected tests up to date to make use of it.</source>
        <translation>Der Prüfplan ist gespeichert. Um ihn zu nutzen, die vorgesehenen Prüfungen auf den neuesten Stand bringen.</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Stillgelegt</translation>
    </message>
    <message>
        <source>Which changes</source>
        <translation>Welche Änderungen</translation>
    </message>
    <message>
        <source>Filter tests</source>
        <translation>Prüfungen filtern</translation>
    </message>
    <message>
        <source>Expected tests</source>
        <translation>Vorgesehene Prüfungen</translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation>Auf den neuesten Stand bringen</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>What changes  {lines}</source>
        <translation>Was sich ändert  {lines}</translation>
    </message>
    <message>
        <source>Tests  {templates}</source>
        <translation>Prüfungen  {templates}</translation>
    </message>
    <message>
        <source>Nothing tested</source>
        <translation>Nichts geprüft</translation>
    </message>
    <message>
        <source>No archetype runs at this frequency here. Schedule switches them on.</source>
        <translation>In diesem Intervall läuft hier keine Prüfart. Der Prüfplan schaltet sie ein.</translation>
    </message>
    <message>
        <source>The tests are what the registers, limits and baselines come to.</source>
        <translation>Die Prüfungen sind das, was sich aus Verzeichnissen, Grenzwerten und Basiswerten ergibt.</translation>
    </message>
    <message>
        <source>Another order</source>
        <translation>Andere Reihenfolge</translation>
    </message>
    <message>
        <source>The same tests are walked in another order; nothing else changes.</source>
        <translation>Dieselben Prüfungen werden in anderer Reihenfolge abgegangen; sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>No tests yet</source>
        <translation>Noch keine Prüfungen</translation>
    </message>
    <message>
        <source>They are made when they are brought up to date.</source>
        <translation>Sie entstehen, wenn sie auf den neuesten Stand gebracht werden.</translation>
    </message>
    <message>
        <source>Counts from</source>
        <translation>Zählt ab</translation>
    </message>
    <message>
        <source>Days early</source>
        <translation>Tage früher</translation>
    </message>
    <message>
        <source>Days late</source>
        <translation>Tage später</translation>
    </message>
    <message>
        <source>clause or agreement</source>
        <translation>Bestimmung oder Vereinbarung</translation>
    </message>
    <message>
        <source>last visit</source>
        <translation>letzter Prüftermin</translation>
    </message>
    <message>
        <source>“{typed}” is no number of days; write 0 to 366.</source>
        <translation>„{typed}“ ist keine Anzahl Tage; 0 bis 366 schreiben.</translation>
    </message>
    <message>
        <source>{hint} (optional)</source>
        <translation>{hint} (optional)</translation>
    </message>
    <message>
        <source>{day} (optional)</source>
        <translation>{day} (optional)</translation>
    </message>
    <message>
        <source>A reason is needed; it is kept with the record.</source>
        <translation>Eine Begründung ist nötig; sie wird beim Datensatz aufbewahrt.</translation>
    </message>
    <message>
        <source>holding it against the registers</source>
        <translation>Vergleich mit den Verzeichnissen</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Am</translation>
    </message>
    <message>
        <source>Changed by two people</source>
        <translation>Von zwei Personen geändert</translation>
    </message>
    <message>
        <source>Take theirs (T)</source>
        <translation>Fremdes übernehmen (T)</translation>
    </message>
    <message>
        <source>Keep mine (K)</source>
        <translation>Eigenes behalten (K)</translation>
    </message>
    <message>
        <source>Take all theirs</source>
        <translation>Alle fremden übernehmen</translation>
    </message>
    <message>
        <source>Keep all mine</source>
        <translation>Alle eigenen behalten</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>Verzeichnisse</translation>
    </message>
    <message>
        <source>What two people changed</source>
        <translation>Was zwei Personen geändert haben</translation>
    </message>
    <message>
        <source>conflict clash theirs mine</source>
        <translation>konflikt widerspruch fremde eigene</translation>
    </message>
    <message>
        <source>conflict clash</source>
        <translation>konflikt widerspruch</translation>
    </message>
    <message>
        <source>Nobody else changed what you changed.</source>
        <translation>Niemand sonst hat das hier Geänderte geändert.</translation>
    </message>
    <message>
        <source>In no stair</source>
        <translation>In keinem Treppenraum</translation>
    </message>
    <message>
        <source>Stairs of the file</source>
        <translation>Treppenräume der Datei</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben nach…</translation>
    </message>
    <message>
        <source>Put the chosen spaces into another stair (Ctrl+M)</source>
        <translation>Die gewählten Räume in einen anderen Treppenraum verschieben (Ctrl+M)</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check the file with what stands here</source>
        <translation>Datei mit den Angaben hier prüfen</translation>
    </message>
    <message>
        <source>Which spaces form a stair?</source>
        <translation>Welche Räume bilden einen Treppenraum?</translation>
    </message>
    <message>
        <source>Name of another stair</source>
        <translation>Name des anderen Treppenraums</translation>
    </message>
    <message>
        <source>ST-A*, Stair 1*</source>
        <translation>ST-A*, Stair 1*</translation>
    </message>
    <message>
        <source>Its spaces, as patterns of their names</source>
        <translation>Seine Räume, als Muster ihrer Namen</translation>
    </message>
    <message>
        <source>Add stair</source>
        <translation>Treppenraum hinzufügen</translation>
    </message>
    <message>
        <source>Another stair</source>
        <translation>Anderer Treppenraum</translation>
    </message>
    <message>
        <source>of spaces like</source>
        <translation>aus Räumen wie</translation>
    </message>
    <message>
        <source>Ground floor</source>
        <translation>Erdgeschoss</translation>
    </message>
    <message>
        <source>Floors are numbered, and heights counted, from this one</source>
        <translation>Von diesem aus werden Geschosse nummeriert und Höhen gezählt</translation>
    </message>
    <message>
        <source>A doorway at each door, as large as the door</source>
        <translation>Eine Türöffnung an jeder Tür, so groß wie die Tür</translation>
    </message>
    <message>
        <source>The air velocity is measured there; a file knows doors only</source>
        <translation>Dort wird die Luftgeschwindigkeit gemessen; eine Datei kennt nur Türen</translation>
    </message>
    <message>
        <source>By {why}.</source>
        <translation>Nach {why}.</translation>
    </message>
    <message>
        <source>The file says this by itself. F2 renames a stair; the space bar takes a space in or out.</source>
        <translation>Die Datei sagt dies von sich aus. F2 benennt einen Treppenraum um; die Leertaste nimmt einen Raum hinein oder heraus.</translation>
    </message>
    <message>
        <source> {spaces} more are not listed; a pattern reaches them.</source>
        <translation> {spaces} weitere sind nicht aufgeführt; ein Muster erreicht sie.</translation>
    </message>
    <message>
        <source>{spaces} spaces.{more}</source>
        <translation>{spaces} Räume.{more}</translation>
    </message>
    <message>
        <source>A new stair</source>
        <translation>Ein neuer Treppenraum</translation>
    </message>
    <message>
        <source>Stair {sum}</source>
        <translation>Treppenraum {sum}</translation>
    </message>
    <message>
        <source>As you said.</source>
        <translation>Wie angegeben.</translation>
    </message>
    <message>
        <source>No space is called like “{pattern}”.</source>
        <translation>Kein Raum heißt wie „{pattern}“.</translation>
    </message>
    <message>
        <source>The stair needs a name.</source>
        <translation>Der Treppenraum braucht einen Namen.</translation>
    </message>
    <message>
        <source>{space}, row {row} of {sheet}</source>
        <translation>{space}, Zeile {row} von {sheet}</translation>
    </message>
    <message>
        <source>1 space</source>
        <translation>1 Raum</translation>
    </message>
    <message>
        <source>{spaces} spaces</source>
        <translation>{spaces} Räume</translation>
    </message>
    <message>
        <source>Stairs and their spaces</source>
        <translation>Treppenräume und ihre Räume</translation>
    </message>
    <message>
        <source>Stair, and its spaces</source>
        <translation>Treppenraum und seine Räume</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>Was die Datei sagt</translation>
    </message>
    <message>
        <source>Fit widths to contents</source>
        <translation>Breiten an den Inhalt anpassen</translation>
    </message>
    <message>
        <source>{settled} values</source>
        <translation>{settled} Werte</translation>
    </message>
    <message>
        <source>take the saved {words}</source>
        <translation>Gespeichertes übernehmen: {words}</translation>
    </message>
    <message>
        <source>This value has no name; write one beside it.</source>
        <translation>Dieser Wert hat keinen Namen; einen daneben schreiben.</translation>
    </message>
    <message>
        <source>This name stands there twice.</source>
        <translation>Dieser Name steht zweimal da.</translation>
    </message>
    <message>
        <source>Names and values. The last line is for another one.</source>
        <translation>Namen und Werte. Die letzte Zeile ist für einen weiteren.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Import a workbook of registers, or a COBie one (Ctrl+I)</source>
        <translation>Eine Arbeitsmappe mit Verzeichnissen oder eine COBie-Mappe importieren (Ctrl+I)</translation>
    </message>
    <message>
        <source>Export all registers as a workbook (Ctrl+E)</source>
        <translation>Alle Verzeichnisse als Arbeitsmappe exportieren (Ctrl+E)</translation>
    </message>
    <message>
        <source>Import registers…</source>
        <translation>Verzeichnisse importieren…</translation>
    </message>
    <message>
        <source>workbook xlsx csv cobie excel</source>
        <translation>arbeitsmappe xlsx csv cobie excel</translation>
    </message>
    <message>
        <source>Export registers…</source>
        <translation>Verzeichnisse exportieren…</translation>
    </message>
    <message>
        <source>workbook xlsx excel download</source>
        <translation>arbeitsmappe xlsx excel herunterladen</translation>
    </message>
    <message>
        <source>Export registers</source>
        <translation>Verzeichnisse exportieren</translation>
    </message>
    <message>
        <source>, with {rows} not saved yet</source>
        <translation>, mit {rows} noch nicht gespeichert</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The registers are in {file}{also}.</source>
        <translation>Die Verzeichnisse sind in {file}{also}.</translation>
    </message>
    <message>
        <source>Writing {target}</source>
        <translation>{target} wird geschrieben</translation>
    </message>
    <message>
        <source>Floors, {cells} to choose from</source>
        <translation>Geschosse, {cells} zur Auswahl</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>{also}in {others}</source>
        <translation>{also}in {others}</translation>
    </message>
    <message>
        <source>also </source>
        <translation>auch </translation>
    </message>
    <message>
        <source>{chosen} floors are chosen.</source>
        <translation>{chosen} Geschosse sind gewählt.</translation>
    </message>
    <message>
        <source>e.g. Ground to Level-2</source>
        <translation>z. B. Ground to Level-2</translation>
    </message>
    <message>
        <source>choose the stair first</source>
        <translation>zuerst den Treppenraum wählen</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Fremdes übernehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigenes behalten</translation>
    </message>
    <message>
        <source>Enter {offered}</source>
        <translation>{offered} eingeben</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Außer Betrieb nehmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Fields of the row</source>
        <translation>Felder der Zeile</translation>
    </message>
    <message>
        <source>Somebody else wrote {theirs} here meanwhile.</source>
        <translation>Jemand anderes hat hier inzwischen {theirs} geschrieben.</translation>
    </message>
    <message>
        <source>New {what}</source>
        <translation>Neu: {what}</translation>
    </message>
    <message>
        <source>Back into service</source>
        <translation>Wieder in Betrieb</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Fill in a field and the row begins.</source>
        <translation>Ein Feld ausfüllen, und die Zeile beginnt.</translation>
    </message>
    <message>
        <source>Will be removed when you save.</source>
        <translation>Wird beim Speichern entfernt.</translation>
    </message>
    <message>
        <source>New, not yet saved.</source>
        <translation>Neu, noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Changed, not yet saved.</source>
        <translation>Geändert, noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Out of service from {day} on.</source>
        <translation>Außer Betrieb ab {day}.</translation>
    </message>
    <message>
        <source>Register {register}</source>
        <translation>Verzeichnis {register}</translation>
    </message>
    <message>
        <source>Filter {name}</source>
        <translation>{name} filtern</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filter</translation>
    </message>
    <message>
        <source>Part of the text; or =exactly, = for blank, &lt;&gt; for not blank, &gt;20, &lt;=3.5, 20..30</source>
        <translation>Teil des Textes; oder =genau, = für leer, &lt;&gt; für nicht leer, &gt;20, &lt;=3.5, 20..30</translation>
    </message>
    <message>
        <source>New, not yet saved</source>
        <translation>Neu, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Changed, not yet saved</source>
        <translation>Geändert, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Will be removed when you save</source>
        <translation>Wird beim Speichern entfernt</translation>
    </message>
    <message>
        <source>Cannot be saved as it stands</source>
        <translation>So nicht speicherbar</translation>
    </message>
    <message>
        <source>Import registers</source>
        <translation>Verzeichnisse importieren</translation>
    </message>
    <message>
        <source>Choose a workbook of registers, or drop it here</source>
        <translation>Eine Arbeitsmappe mit Verzeichnissen wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>One that was exported here and edited in a spreadsheet, or a COBie workbook. It is checked first and shown; nothing is changed until you say so, and nothing is saved until Ctrl+S.</source>
        <translation>Eine hier exportierte und in einer Tabellenkalkulation bearbeitete oder eine COBie-Arbeitsmappe. Sie wird zuerst geprüft und gezeigt; nichts wird geändert, bis Sie es sagen, und nichts gespeichert bis Ctrl+S.</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei…</translation>
    </message>
    <message>
        <source>Forget the preview; nothing is changed (Esc)</source>
        <translation>Vorschau verwerfen; nichts wird geändert (Esc)</translation>
    </message>
    <message>
        <source>Put into registers</source>
        <translation>In die Verzeichnisse übernehmen</translation>
    </message>
    <message>
        <source>One step, which Ctrl+Z takes back (Ctrl+Enter)</source>
        <translation>Ein Schritt, den Ctrl+Z zurücknimmt (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Putting {file} into the registers</source>
        <translation>{file} wird in die Verzeichnisse übernommen</translation>
    </message>
    <message>
        <source>import of {file}</source>
        <translation>Import von {file}</translation>
    </message>
    <message>
        <source>1 cell was</source>
        <translation>1 Zelle wurde</translation>
    </message>
    <message>
        <source>{clashes} cells were</source>
        <translation>{clashes} Zellen wurden</translation>
    </message>
    <message>
        <source> {what} changed here meanwhile; the file’s value was taken.</source>
        <translation> {what} hier inzwischen geändert; der Wert der Datei wurde übernommen.</translation>
    </message>
    <message>
        <source>{entry}, {rows} rows</source>
        <translation>{entry}, {rows} Zeilen</translation>
    </message>
    <message>
        <source>Out of service from</source>
        <translation>Außer Betrieb ab</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>{named} back into service</source>
        <translation>{named} wieder in Betrieb</translation>
    </message>
    <message>
        <source>Take {named} out of service</source>
        <translation>{named} außer Betrieb nehmen</translation>
    </message>
    <message>
        <source>keep {named}</source>
        <translation>{named} behalten</translation>
    </message>
    <message>
        <source>removal of {named}</source>
        <translation>Entfernen von {named}</translation>
    </message>
    <message>
        <source>{keys} rows</source>
        <translation>{keys} Zeilen</translation>
    </message>
    <message>
        <source>Go to {words}</source>
        <translation>Zu {words}</translation>
    </message>
    <message>
        <source>{words} out of service</source>
        <translation>{words} außer Betrieb</translation>
    </message>
    <message>
        <source>{words} {is_} out of service from {day} on, once it is saved.</source>
        <translation>{words} {is_} ab {day} außer Betrieb, sobald gespeichert ist.</translation>
    </message>
    <message>
        <source>keep {value}</source>
        <translation>{value} behalten</translation>
    </message>
    <message>
        <source>{leavers} rows</source>
        <translation>{leavers} Zeilen</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>{title}: {left_out:,} left out</source>
        <translation>{title}: {left_out:,} ausgelassen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>On record</source>
        <translation>Erfasst</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Registers of the file</source>
        <translation>Verzeichnisse der Datei</translation>
    </message>
    <message>
        <source>Cells of the row</source>
        <translation>Zellen der Zeile</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was aufgeführt wird</translation>
    </message>
    <message>
        <source>No such row in this file.</source>
        <translation>Keine solche Zeile in dieser Datei.</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>All {everything:,}</source>
        <translation>Alle {everything:,}</translation>
    </message>
    <message>
        <source>New …</source>
        <translation>Neu …</translation>
    </message>
    <message>
        <source>{heading}: {self}</source>
        <translation>{heading}: {self}</translation>
    </message>
    <message>
        <source>What the building consists of: stairs, floors, doors, zones, equipment, instruments.</source>
        <translation>Woraus das Gebäude besteht: Treppenräume, Geschosse, Türen, Zonen, Geräte, Messgeräte.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Save all registers (Ctrl+S)</source>
        <translation>Alle Verzeichnisse speichern (Ctrl+S)</translation>
    </message>
    <message>
        <source>Save registers</source>
        <translation>Verzeichnisse speichern</translation>
    </message>
    <message>
        <source>store write</source>
        <translation>speichern schreiben</translation>
    </message>
    <message>
        <source>new stair floor door</source>
        <translation>neu treppenraum geschoss tür</translation>
    </message>
    <message>
        <source>Take out of service or back</source>
        <translation>Außer oder wieder in Betrieb nehmen</translation>
    </message>
    <message>
        <source>decommission retire</source>
        <translation>außer betrieb nehmen stilllegen</translation>
    </message>
    <message>
        <source>Remove row or keep it</source>
        <translation>Zeile entfernen oder behalten</translation>
    </message>
    <message>
        <source>Filter row</source>
        <translation>Filterzeile</translation>
    </message>
    <message>
        <source>Cut cells</source>
        <translation>Zellen ausschneiden</translation>
    </message>
    <message>
        <source>Clear cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Sort by this column</source>
        <translation>Nach dieser Spalte sortieren</translation>
    </message>
    <message>
        <source>order sort</source>
        <translation>reihenfolge sortieren</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>hide show width</source>
        <translation>ausblenden anzeigen breite</translation>
    </message>
    <message>
        <source>History of the registers</source>
        <translation>Verlauf der Verzeichnisse</translation>
    </message>
    <message>
        <source>undo redo steps back</source>
        <translation>rückgängig wiederholen schritte zurück</translation>
    </message>
    <message>
        <source>Next cell that cannot be saved</source>
        <translation>Nächste nicht speicherbare Zelle</translation>
    </message>
    <message>
        <source>error problem bad</source>
        <translation>fehler problem schlecht</translation>
    </message>
    <message>
        <source>focus list grid form keyboard</source>
        <translation>fokus liste raster formular tastatur</translation>
    </message>
    <message>
        <source>Supersede a rule…</source>
        <translation>Regel ablösen…</translation>
    </message>
    <message>
        <source>limit version</source>
        <translation>grenzwert version</translation>
    </message>
    <message>
        <source>Register: {register}</source>
        <translation>Verzeichnis: {register}</translation>
    </message>
    <message>
        <source>Everything here can be saved.</source>
        <translation>Alles hier ist speicherbar.</translation>
    </message>
    <message>
        <source>Add {register}</source>
        <translation>{register} hinzufügen</translation>
    </message>
    <message>
        <source>Save {count} {row}</source>
        <translation>{count} {row} speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>{rows} rows of the registers are not saved.</source>
        <translation>{rows} Zeilen der Verzeichnisse sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>One row of the registers is not saved.</source>
        <translation>Eine Zeile der Verzeichnisse ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>{hint} {missing} come first, and there are none yet.</source>
        <translation>{hint} {missing} kommen zuerst, und es gibt noch keine.</translation>
    </message>
    <message>
        <source>Go to {missing}</source>
        <translation>Zu {missing}</translation>
    </message>
    <message>
        <source>{hint} Type them in, or paste them from a spreadsheet.</source>
        <translation>{hint} Eingeben oder aus einer Tabellenkalkulation einfügen.</translation>
    </message>
    <message>
        <source>Add a {register}</source>
        <translation>{register} hinzufügen</translation>
    </message>
    <message>
        <source>Add an {register}</source>
        <translation>{register} hinzufügen</translation>
    </message>
    <message>
        <source>Paste rows</source>
        <translation>Zeilen einfügen</translation>
    </message>
    <message>
        <source>New stairs from a rule</source>
        <translation>Neue Treppenräume nach einer Regel</translation>
    </message>
    <message>
        <source>No {register} yet</source>
        <translation>Noch keine Einträge: {register}</translation>
    </message>
    <message>
        <source>a new {register}</source>
        <translation>neu: {register}</translation>
    </message>
    <message>
        <source>{field} of {draft}</source>
        <translation>{field} von {draft}</translation>
    </message>
    <message>
        <source>This would add {added:,} rows; at most {MOST_ADDED:,} are pasted at once.</source>
        <translation>Dies würde {added:,} Zeilen hinzufügen; höchstens {MOST_ADDED:,} werden auf einmal eingefügt.</translation>
    </message>
    <message>
        <source>{said} Nothing was pasted. Save them as a workbook and import that.</source>
        <translation>{said} Nichts wurde eingefügt. Als Arbeitsmappe speichern und diese importieren.</translation>
    </message>
    <message>
        <source>paste of {cells} {cell} into {register}</source>
        <translation>Einfügen von {cells} {cell} in {register}</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Pasted {lines} {row}</source>
        <translation>{lines} {row} eingefügt</translation>
    </message>
    <message>
        <source>, {new} of them new</source>
        <translation>, davon {new} neu</translation>
    </message>
    <message>
        <source>; {left} did not fit</source>
        <translation>; {left} passten nicht mehr hinein</translation>
    </message>
    <message>
        <source>One cell needs</source>
        <translation>Eine Zelle braucht</translation>
    </message>
    <message>
        <source>{troubles} cells need</source>
        <translation>{troubles} Zellen brauchen</translation>
    </message>
    <message>
        <source>{words}. {count} attention. {first}</source>
        <translation>{words}. {count} Beachtung. {first}</translation>
    </message>
    <message>
        <source>clearing of {count} {cell}</source>
        <translation>Leeren von {count} {cell}</translation>
    </message>
    <message>
        <source>fill down of {keys} rows</source>
        <translation>Ausfüllen von {keys} Zeilen</translation>
    </message>
    <message>
        <source>Fill down	Ctrl+D</source>
        <translation>Nach unten ausfüllen	Ctrl+D</translation>
    </message>
    <message>
        <source>Clear cells	Del</source>
        <translation>Zellen leeren	Del</translation>
    </message>
    <message>
        <source>Copy stair…	Ctrl+Shift+D</source>
        <translation>Treppenraum kopieren…	Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>Renumber floors…	Ctrl+Shift+F</source>
        <translation>Geschosse umnummerieren…	Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>Keep rows</source>
        <translation>Zeilen behalten</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Zeilen entfernen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>the row</source>
        <translation>die Zeile</translation>
    </message>
    <message>
        <source>All registers</source>
        <translation>Alle Verzeichnisse</translation>
    </message>
    <message>
        <source>with errors</source>
        <translation>mit Fehlern</translation>
    </message>
    <message>
        <source> {kept:,} of them {comes} in as typed, to be mended before saving.</source>
        <translation> {kept:,} davon {comes} wie eingegeben übernommen, um vor dem Speichern berichtigt zu werden.</translation>
    </message>
    <message>
        <source>comes</source>
        <translation>wird</translation>
    </message>
    <message>
        <source>come</source>
        <translation>werden</translation>
    </message>
    <message>
        <source> {rows} cannot be taken.</source>
        <translation> {rows} nicht übernehmbar.</translation>
    </message>
    <message>
        <source>Nothing can be taken from this file. {errors}</source>
        <translation>Aus dieser Datei ist nichts zu übernehmen. {errors}</translation>
    </message>
    <message>
        <source>Nothing to take: no row of this file belongs to a register.</source>
        <translation>Nichts zu übernehmen: Keine Zeile dieser Datei gehört zu einem Verzeichnis.</translation>
    </message>
    <message>
        <source>Nothing to take: all that the file says is on record already.</source>
        <translation>Nichts zu übernehmen: Alles, was die Datei sagt, ist schon erfasst.</translation>
    </message>
    <message>
        <source>{rows} of {name} put into the registers.</source>
        <translation>{rows} aus {name} in die Verzeichnisse übernommen.</translation>
    </message>
    <message>
        <source> {rows} could not be taken.</source>
        <translation> {rows} ließen sich nicht übernehmen.</translation>
    </message>
    <message>
        <source> {rows} cannot be saved yet: F8 leads to them.</source>
        <translation> {rows} noch nicht speicherbar: F8 führt dorthin.</translation>
    </message>
    <message>
        <source>{words} Ctrl+S saves, Ctrl+Z takes it back.</source>
        <translation>{words} Ctrl+S speichert, Ctrl+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Back without adding anything (Esc)</source>
        <translation>Zurück, ohne etwas hinzuzufügen (Esc)</translation>
    </message>
    <message>
        <source>One step of the draft, which Ctrl+Z takes back (Enter)</source>
        <translation>Ein Schritt des Entwurfs, den Ctrl+Z zurücknimmt (Enter)</translation>
    </message>
    <message>
        <source>{verb} and save</source>
        <translation>{verb} und speichern</translation>
    </message>
    <message>
        <source>Save it with everything else that is not saved yet (Ctrl+Enter)</source>
        <translation>Zusammen mit allem anderen speichern, was noch nicht gespeichert ist (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>What you typed here is lost.</source>
        <translation>Die Eingaben hier gehen verloren.</translation>
    </message>
    <message>
        <source>Expected tests follow their floors and doors: generate them again and they take the new names; none is retired for it. Tests that were done keep the names they were done under. C&amp;E scenarios and equipment keep their own names.</source>
        <translation>Vorgesehene Prüfungen folgen ihren Geschossen und Türen: nach erneutem Erzeugen tragen sie die neuen Namen; keine wird deswegen stillgelegt. Ausgeführte Prüfungen behalten die Namen, unter denen sie ausgeführt wurden. Szenarien und Geräte behalten ihre eigenen Namen.</translation>
    </message>
    <message>
        <source> The new floor gets tests of its own when they are generated.</source>
        <translation> Das neue Geschoss erhält eigene Prüfungen, sobald sie erzeugt werden.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Names before and after</source>
        <translation>Namen vorher und nachher</translation>
    </message>
    <message>
        <source>{verb} stair</source>
        <translation>{verb}: Treppenraum</translation>
    </message>
    <message>
        <source>Copy a stair</source>
        <translation>Treppenraum kopieren</translation>
    </message>
    <message>
        <source>New names</source>
        <translation>Neue Namen</translation>
    </message>
    <message>
        <source>One or several: Stair-B, Stair-C or Stair-B to D.</source>
        <translation>Einer oder mehrere: Stair-B, Stair-C oder Stair-B to D.</translation>
    </message>
    <message>
        <source>Baselines, results, serial numbers and days of installation are not copied.</source>
        <translation>Basiswerte, Ergebnisse, Seriennummern und Einbautage werden nicht kopiert.</translation>
    </message>
    <message>
        <source> {left} {row} out of service {is_} left out.</source>
        <translation> {left} {row} außer Betrieb {is_} ausgelassen.</translation>
    </message>
    <message>
        <source>copy of {original} as {spelled}</source>
        <translation>Kopie von {original} als {spelled}</translation>
    </message>
    <message>
        <source>Ground is called</source>
        <translation>Erdgeschoss heißt</translation>
    </message>
    <message>
        <source>Numbers left out</source>
        <translation>Ausgelassene Nummern</translation>
    </message>
    <message>
        <source>Levels are called</source>
        <translation>Obergeschosse heißen</translation>
    </message>
    <message>
        <source>{n} is the number, e.g. L{n}.</source>
        <translation>{n} ist die Nummer, z. B. L{n}.</translation>
    </message>
    <message>
        <source>Basements are called</source>
        <translation>Untergeschosse heißen</translation>
    </message>
    <message>
        <source>{n} is the number.</source>
        <translation>{n} ist die Nummer.</translation>
    </message>
    <message>
        <source>Floor to put in</source>
        <translation>Einzufügendes Geschoss</translation>
    </message>
    <message>
        <source>E.g. Mezzanine. Blank: none.</source>
        <translation>Z. B. Zwischengeschoss. Leer: keines.</translation>
    </message>
    <message>
        <source>Above the floor</source>
        <translation>Über dem Geschoss</translation>
    </message>
    <message>
        <source>Height above ground (m)</source>
        <translation>Höhe über Erdgeschoss (m)</translation>
    </message>
    <message>
        <source>Blank: half way to the next floor.</source>
        <translation>Leer: auf halber Höhe zum nächsten Geschoss.</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>Türen</translation>
    </message>
    <message>
        <source>E.g. D-{level}-{stair}. Blank: names that carry the floor&apos;s follow it.</source>
        <translation>Z. B. D-{level}-{stair}. Leer: Namen, die den des Geschosses tragen, folgen ihm.</translation>
    </message>
    <message>
        <source>Doorways</source>
        <translation>Türöffnungen</translation>
    </message>
    <message>
        <source>E.g. DW-{level}-{stair}. Blank: those that carry the floor&apos;s follow it.</source>
        <translation>Z. B. DW-{level}-{stair}. Leer: solche, die den Namen des Geschosses tragen, folgen ihm.</translation>
    </message>
    <message>
        <source>half way</source>
        <translation>auf halber Höhe</translation>
    </message>
    <message>
        <source>as the floor</source>
        <translation>wie das Geschoss</translation>
    </message>
    <message>
        <source>Renumber floors</source>
        <translation>Geschosse umnummerieren</translation>
    </message>
    <message>
        <source>Renumber</source>
        <translation>Umnummerieren</translation>
    </message>
    <message>
        <source>A floor in between</source>
        <translation>Ein Geschoss dazwischen</translation>
    </message>
    <message>
        <source>Names of doors and doorways</source>
        <translation>Namen von Türen und Türöffnungen</translation>
    </message>
    <message>
        <source>other floor names of {value}</source>
        <translation>andere Geschossnamen von {value}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Saving registers</source>
        <translation>Verzeichnisse werden gespeichert</translation>
    </message>
    <message>
        <source>Saved {rows} {row}.</source>
        <translation>{rows} {row} gespeichert.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>New stairs…</source>
        <translation>Neue Treppenräume…</translation>
    </message>
    <message>
        <source>From a rule: levels, doors, doorways and zones (Ctrl+Shift+R)</source>
        <translation>Nach einer Regel: Geschosse, Türen, Türöffnungen und Zonen (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>New stairs from a rule…</source>
        <translation>Neue Treppenräume nach einer Regel…</translation>
    </message>
    <message>
        <source>wizard floors levels storeys</source>
        <translation>assistent geschosse etagen stockwerke</translation>
    </message>
    <message>
        <source>Copy a stair…</source>
        <translation>Treppenraum kopieren…</translation>
    </message>
    <message>
        <source>duplicate again same</source>
        <translation>doppelt wieder gleich</translation>
    </message>
    <message>
        <source>Renumber floors…</source>
        <translation>Geschosse umnummerieren…</translation>
    </message>
    <message>
        <source>rename levels mezzanine skip</source>
        <translation>umbenennen geschosse zwischengeschoss auslassen</translation>
    </message>
    <message>
        <source>There is no stair yet. Ctrl+Shift+R makes new ones from a rule.</source>
        <translation>Noch kein Treppenraum. Ctrl+Shift+R legt neue nach einer Regel an.</translation>
    </message>
    <message>
        <source>Added {words}.</source>
        <translation>{words} hinzugefügt.</translation>
    </message>
    <message>
        <source>Making {words}</source>
        <translation>{words} werden angelegt</translation>
    </message>
    <message>
        <source>Copied {original}: {words}.</source>
        <translation>{original} kopiert: {words}.</translation>
    </message>
    <message>
        <source>Copying {original}</source>
        <translation>{original} wird kopiert</translation>
    </message>
    <message>
        <source>Renumbering floors</source>
        <translation>Geschosse werden umnummeriert</translation>
    </message>
    <message>
        <source>{said} Ctrl+S saves it, Ctrl+Z takes it back.</source>
        <translation>{said} Ctrl+S speichert es, Ctrl+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie beim Öffnen</translation>
    </message>
    <message>
        <source>{titles} · {rows} {row}</source>
        <translation>{titles} · {rows} {row}</translation>
    </message>
    <message>
        <source>Undone · {where}</source>
        <translation>Rückgängig gemacht · {where}</translation>
    </message>
    <message>
        <source>Click a step, or press Enter on it, to go back or forth to it.</source>
        <translation>Auf einen Schritt klicken oder Enter drücken, um zu ihm zurück- oder vorzugehen.</translation>
    </message>
    <message>
        <source>Steps, latest first</source>
        <translation>Schritte, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Each stair</source>
        <translation>Jeder Treppenraum</translation>
    </message>
    <message>
        <source>Design standard</source>
        <translation>Auslegungsnorm</translation>
    </message>
    <message>
        <source>Fan</source>
        <translation>Ventilator</translation>
    </message>
    <message>
        <source>Design pressure (Pa)</source>
        <translation>Auslegungsdruck (Pa)</translation>
    </message>
    <message>
        <source>A door on every floor</source>
        <translation>Eine Tür auf jedem Geschoss</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Benennung</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Fire rating</source>
        <translation>Feuerwiderstand</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Anschlag</translation>
    </message>
    <message>
        <source>A doorway on every floor</source>
        <translation>Eine Türöffnung auf jedem Geschoss</translation>
    </message>
    <message>
        <source>Zones are called</source>
        <translation>Zonen heißen</translation>
    </message>
    <message>
        <source>{stair}, {letter}, {level} and {n} stand for the stair, its letter, the floor and its number. Blank: none.</source>
        <translation>{stair}, {letter}, {level} und {n} stehen für den Treppenraum, seinen Buchstaben, das Geschoss und seine Nummer. Leer: keine.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>One or several: Stair-A, Stair-B or Stair-A to C.</source>
        <translation>Einer oder mehrere: Stair-A, Stair-B oder Stair-A to C.</translation>
    </message>
    <message>
        <source>One by one…</source>
        <translation>Einzeln…</translation>
    </message>
    <message>
        <source>The same levels, a field for each</source>
        <translation>Dieselben Geschosse, ein Feld für jedes</translation>
    </message>
    <message>
        <source>In one line</source>
        <translation>In einer Zeile</translation>
    </message>
    <message>
        <source>New stairs</source>
        <translation>Neue Treppenräume</translation>
    </message>
    <message>
        <source>new {stair} {spelled}</source>
        <translation>neu: {stair} {spelled}</translation>
    </message>
    <message>
        <source>stair</source>
        <translation>Treppenraum</translation>
    </message>
    <message>
        <source>stairs</source>
        <translation>Treppenräume</translation>
    </message>
    <message>
        <source>Preview of the new stairs</source>
        <translation>Vorschau der neuen Treppenräume</translation>
    </message>
    <message>
        <source>{count} {row}</source>
        <translation>{count} {row}</translation>
    </message>
    <message>
        <source>{seen} shown</source>
        <translation>{seen} gezeigt</translation>
    </message>
    <message>
        <source>{retired} out of service</source>
        <translation>{retired} außer Betrieb</translation>
    </message>
    <message>
        <source>{count} cells cannot be saved yet</source>
        <translation>{count} Zellen noch nicht speicherbar</translation>
    </message>
    <message>
        <source>One cell cannot be saved yet</source>
        <translation>Eine Zelle noch nicht speicherbar</translation>
    </message>
    <message>
        <source> And {clashes} more.</source>
        <translation> Und {clashes} weitere.</translation>
    </message>
    <message>
        <source>{where}: somebody else {did}, you {meant}. Your entries are kept.{more}</source>
        <translation>{where}: Jemand anderes {did}, Sie: {meant}. Die Eingaben bleiben erhalten.{more}</translation>
    </message>
    <message>
        <source>{count} {entry} changed by somebody else too</source>
        <translation>{count} {entry} auch von jemand anderem geändert</translation>
    </message>
    <message>
        <source>entry was</source>
        <translation>Eintrag wurde</translation>
    </message>
    <message>
        <source>entries were</source>
        <translation>Einträge wurden</translation>
    </message>
    <message>
        <source>wrote {theirs}</source>
        <translation>schrieb {theirs}</translation>
    </message>
    <message>
        <source>typed {mine}</source>
        <translation>{mine} eingegeben</translation>
    </message>
    <message>
        <source>removed it</source>
        <translation>hat es entfernt</translation>
    </message>
    <message>
        <source>changed it</source>
        <translation>hat es geändert</translation>
    </message>
    <message>
        <source>the whole row</source>
        <translation>die ganze Zeile</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>jemand anderes</translation>
    </message>
    <message>
        <source>{messages} rows cannot be removed: others depend on them.</source>
        <translation>{messages} Zeilen können nicht entfernt werden: andere hängen von ihnen ab.</translation>
    </message>
    <message>
        <source>{expected} expected {test}</source>
        <translation>{expected} vorgesehene {test}</translation>
    </message>
    <message>
        <source>test is</source>
        <translation>Prüfung wird</translation>
    </message>
    <message>
        <source>tests are</source>
        <translation>Prüfungen werden</translation>
    </message>
    <message>
        <source>{tests} retired when tests are next generated</source>
        <translation>{tests} beim nächsten Erzeugen der Prüfungen stillgelegt</translation>
    </message>
    <message>
        <source>no expected tests are concerned</source>
        <translation>keine vorgesehenen Prüfungen betroffen</translation>
    </message>
    <message>
        <source>it all stays, with the history</source>
        <translation>alles bleibt, mit dem Verlauf</translation>
    </message>
    <message>
        <source>the history stays</source>
        <translation>der Verlauf bleibt</translation>
    </message>
    <message>
        <source>{listed} stay, with the history</source>
        <translation>{listed} bleiben, mit dem Verlauf</translation>
    </message>
    <message>
        <source>From that day on: {ends}; {stays}. It can be put back into service at any time.</source>
        <translation>Ab jenem Tag: {ends}; {stays}. Wieder in Betrieb nehmen ist jederzeit möglich.</translation>
    </message>
    <message>
        <source>piece of equipment</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>{kinds} {changes}</source>
        <translation>{kinds}: {changes}</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>{kinds} {is_} new</source>
        <translation>{kinds} {is_} neu</translation>
    </message>
    <message>
        <source>Nothing changes yet.</source>
        <translation>Noch ändert sich nichts.</translation>
    </message>
    <message>
        <source>{after} (number {number})</source>
        <translation>{after} (Nummer {number})</translation>
    </message>
    <message>
        <source>{run} to {run2}</source>
        <translation>{run} bis {run2}</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>{VERBS} by {who} on {when}.</source>
        <translation>{VERBS} von {who} am {when}.</translation>
    </message>
    <message>
        <source>, {unchanged} as they were</source>
        <translation>, {unchanged} unverändert</translation>
    </message>
    <message>
        <source>, {failed} failed</source>
        <translation>, {failed} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{reports} written{there}{failed}.</source>
        <translation>{reports} geschrieben{there}{failed}.</translation>
    </message>
    <message>
        <source>report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Many reports</source>
        <translation>Viele Berichte</translation>
    </message>
    <message>
        <source>Write them</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>This building</source>
        <translation>Dieses Gebäude</translation>
    </message>
    <message>
        <source>Every building in service</source>
        <translation>Jedes Gebäude in Betrieb</translation>
    </message>
    <message>
        <source>Every frequency</source>
        <translation>Jedes Intervall</translation>
    </message>
    <message>
        <source>Blank: the latest approved session of each building and frequency.</source>
        <translation>Leer: die letzte freigegebene Prüfsitzung je Gebäude und Intervall.</translation>
    </message>
    <message>
        <source>Approved since</source>
        <translation>Freigegeben seit</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>the JSON bundle of each, with every hash</source>
        <translation>von jedem das JSON-Paket, mit jedem Hash</translation>
    </message>
    <message>
        <source>Folder of the reports</source>
        <translation>Ordner der Berichte</translation>
    </message>
    <message>
        <source>The reports need a folder.</source>
        <translation>Die Berichte brauchen einen Ordner.</translation>
    </message>
    <message>
        <source>Report {number} of {wanted}: {building}</source>
        <translation>Bericht {number} von {wanted}: {building}</translation>
    </message>
    <message>
        <source>The folder {parent} cannot be made: {strerror}.</source>
        <translation>Der Ordner {parent} kann nicht angelegt werden: {strerror}.</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Data of the report…</source>
        <translation>Daten des Berichts…</translation>
    </message>
    <message>
        <source> – data.xlsx</source>
        <translation> – data.xlsx</translation>
    </message>
    <message>
        <source>Results workbook…</source>
        <translation>Ergebnis-Arbeitsmappe…</translation>
    </message>
    <message>
        <source>JSON bundle with every hash…</source>
        <translation>JSON-Paket mit jedem Hash…</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>The compliance report of a session, exactly as it is written to the file.</source>
        <translation>Der Konformitätsbericht einer Prüfsitzung, genau so, wie er in die Datei geschrieben wird.</translation>
    </message>
    <message>
        <source>Save report as…</source>
        <translation>Bericht speichern als…</translation>
    </message>
    <message>
        <source>pdf print</source>
        <translation>pdf drucken</translation>
    </message>
    <message>
        <source>Save {inside}</source>
        <translation>{inside} speichern</translation>
    </message>
    <message>
        <source>Save {kind}…</source>
        <translation>{kind} speichern…</translation>
    </message>
    <message>
        <source>paper pdf</source>
        <translation>papier pdf</translation>
    </message>
    <message>
        <source>Verify a report…</source>
        <translation>Bericht verifizieren…</translation>
    </message>
    <message>
        <source>seal genuine altered pdf</source>
        <translation>siegel echt verändert pdf</translation>
    </message>
    <message>
        <source>Many reports…</source>
        <translation>Viele Berichte…</translation>
    </message>
    <message>
        <source>batch portfolio</source>
        <translation>stapel portfolio mehrere batch</translation>
    </message>
    <message>
        <source>New revision…</source>
        <translation>Neue Revision…</translation>
    </message>
    <message>
        <source>report again replace</source>
        <translation>bericht erneut ersetzen</translation>
    </message>
    <message>
        <source>Sign the report…</source>
        <translation>Bericht signieren…</translation>
    </message>
    <message>
        <source>signature certificate pkcs12 p12 pfx pdf</source>
        <translation>signatur zertifikat pkcs12 p12 pfx pdf</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Verify a PDF…</source>
        <translation>PDF verifizieren…</translation>
    </message>
    <message>
        <source>No report to show</source>
        <translation>Kein Bericht zu zeigen</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Noch keine Prüfsitzung</translation>
    </message>
    <message>
        <source>A report is written from a test session. Start one, take its readings, and its report stands here.</source>
        <translation>Ein Bericht entsteht aus einer Prüfsitzung. Eine beginnen, ihre Messwerte aufnehmen, und ihr Bericht steht hier.</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>Signieren…</translation>
    </message>
    <message>
        <source>for an engineer or a supervisor</source>
        <translation>für einen Ingenieur oder die Aufsicht</translation>
    </message>
    <message>
        <source>Sign… ({unable})</source>
        <translation>Signieren… ({unable})</translation>
    </message>
    <message>
        <source>writing the report …</source>
        <translation>Bericht wird geschrieben …</translation>
    </message>
    <message>
        <source>, a draft until it is approved</source>
        <translation>, bis zur Freigabe ein Entwurf</translation>
    </message>
    <message>
        <source>Writing the report of {name}</source>
        <translation>Bericht von {name} wird geschrieben</translation>
    </message>
    <message>
        <source>{note} · {sizes} pages</source>
        <translation>{note} · {sizes} Seiten</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>{building} – {name}.pdf</source>
        <translation>{building} – {name}.pdf</translation>
    </message>
    <message>
        <source>Choose a session first: this paper is written of one.</source>
        <translation>Zuerst eine Prüfsitzung wählen: Dieses Dokument entsteht aus einer.</translation>
    </message>
    <message>
        <source>{building} – {kind}.pdf</source>
        <translation>{building} – {kind}.pdf</translation>
    </message>
    <message>
        <source>Verify a report</source>
        <translation>Bericht verifizieren</translation>
    </message>
    <message>
        <source>Verifying {path}</source>
        <translation>{path} wird verifiziert</translation>
    </message>
    <message>
        <source>Certificates of those who are trusted</source>
        <translation>Zertifikate der Vertrauenswürdigen</translation>
    </message>
    <message>
        <source>Writing reports</source>
        <translation>Berichte werden geschrieben</translation>
    </message>
    <message>
        <source>Stopped. What was written before stays in the folder.</source>
        <translation>Angehalten. Was vorher geschrieben wurde, bleibt im Ordner.</translation>
    </message>
    <message>
        <source>Only the report of an approved session has revisions.</source>
        <translation>Nur der Bericht einer freigegebenen Prüfsitzung hat Revisionen.</translation>
    </message>
    <message>
        <source>New revision</source>
        <translation>Neue Revision</translation>
    </message>
    <message>
        <source>The report stands at revision {number} now.</source>
        <translation>Der Bericht steht jetzt bei Revision {number}.</translation>
    </message>
    <message>
        <source>The report cannot be signed: {unable}.</source>
        <translation>Der Bericht kann nicht signiert werden: {unable}.</translation>
    </message>
    <message>
        <source>{building} – {name} – signed.pdf</source>
        <translation>{building} – {name} – signiert.pdf</translation>
    </message>
    <message>
        <source>Signing {path}</source>
        <translation>{path} wird signiert</translation>
    </message>
    <message>
        <source>Signed by {signer}: {path}.</source>
        <translation>Signiert von {signer}: {path}.</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
    </message>
    <message>
        <source>Drawing the page</source>
        <translation>Seite wird gezeichnet</translation>
    </message>
    <message>
        <source>Begin it</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>It is printed in the new revision. The one before stays on record, and verifying it says “superseded”.</source>
        <translation>Er wird in der neuen Revision gedruckt. Die vorherige bleibt erhalten; ihre Verifizierung ergibt „abgelöst“.</translation>
    </message>
    <message>
        <source>A new revision needs a reason.</source>
        <translation>Eine neue Revision braucht eine Begründung.</translation>
    </message>
    <message>
        <source>Read the key</source>
        <translation>Schlüssel lesen</translation>
    </message>
    <message>
        <source>Sign and save…</source>
        <translation>Signieren und speichern…</translation>
    </message>
    <message>
        <source>PKCS#12 (*.p12 *.pfx)</source>
        <translation>PKCS#12 (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>Sign the report</source>
        <translation>Bericht signieren</translation>
    </message>
    <message>
        <source>What your certificate and its private key were exported as (.p12 or .pfx).</source>
        <translation>Worin Zertifikat und privater Schlüssel exportiert wurden (.p12 oder .pfx).</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Choose the key…</source>
        <translation>Schlüssel wählen…</translation>
    </message>
    <message>
        <source>It is kept nowhere.</source>
        <translation>Es wird nirgends aufbewahrt.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Where somebody signed before you: that copy. Blank: the report as it was issued.</source>
        <translation>Wo schon jemand signiert hat: jenes Exemplar. Leer: der Bericht, wie er ausgegeben wurde.</translation>
    </message>
    <message>
        <source>Copy signed before</source>
        <translation>Zuvor signiertes Exemplar</translation>
    </message>
    <message>
        <source>Choose the copy…</source>
        <translation>Exemplar wählen…</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Unterzeichner</translation>
    </message>
    <message>
        <source>{name}. The file stays as it was issued, byte for byte; the signature is put behind it.</source>
        <translation>{name}. Die Datei bleibt, wie sie ausgegeben wurde, Byte für Byte; die Signatur wird dahintergesetzt.</translation>
    </message>
    <message>
        <source>A signature needs a key: choose your PKCS#12 file.</source>
        <translation>Eine Signatur braucht einen Schlüssel: die PKCS#12-Datei wählen.</translation>
    </message>
    <message>
        <source>Reading the key</source>
        <translation>Schlüssel wird gelesen</translation>
    </message>
    <message>
        <source>Signs: {holder}.</source>
        <translation>Unterschrift: {holder}.</translation>
    </message>
    <message>
        <source>{copy} is the report of another session: {session_name}.</source>
        <translation>{copy} ist der Bericht einer anderen Prüfsitzung: {session_name}.</translation>
    </message>
    <message>
        <source>this installation lacks the extra “sign”</source>
        <translation>dieser Installation fehlt die Erweiterung „sign“</translation>
    </message>
    <message>
        <source>once its session is approved</source>
        <translation>sobald ihre Prüfsitzung freigegeben ist</translation>
    </message>
    <message>
        <source>It is the report as it was issued, byte for byte.</source>
        <translation>Es ist der Bericht, wie er ausgegeben wurde, Byte für Byte.</translation>
    </message>
    <message>
        <source>It is a report as it was issued, but no longer the present one.</source>
        <translation>Es ist ein Bericht, wie er ausgegeben wurde, aber nicht mehr der aktuelle.</translation>
    </message>
    <message>
        <source>It is not the file that was issued. What differs:</source>
        <translation>Es ist nicht die ausgegebene Datei. Was abweicht:</translation>
    </message>
    <message>
        <source>This database did not issue it.</source>
        <translation>Diese Datenbank hat ihn nicht ausgegeben.</translation>
    </message>
    <message>
        <source>It is the report as it was issued, byte for byte, with signatures behind it.</source>
        <translation>Es ist der Bericht, wie er ausgegeben wurde, Byte für Byte, mit Signaturen dahinter.</translation>
    </message>
    <message>
        <source>Show the present report</source>
        <translation>Den aktuellen Bericht anzeigen</translation>
    </message>
    <message>
        <source>Trusted certificates…</source>
        <translation>Vertrauenswürdige Zertifikate…</translation>
    </message>
    <message>
        <source>The file (PEM) of the authorities from which signers&apos; certificates should come</source>
        <translation>Die Datei (PEM) der Stellen, von denen die Zertifikate der Unterzeichner stammen sollen</translation>
    </message>
    <message>
        <source>Signers&apos; certificates were held against {trust}.</source>
        <translation>Die Zertifikate der Unterzeichner wurden mit {trust} verglichen.</translation>
    </message>
    <message>
        <source>, issued {day}</source>
        <translation>, ausgestellt {day}</translation>
    </message>
    <message>
        <source>{report_number} · {building} · {session_name} · revision {revision}{issued}</source>
        <translation>{report_number} · {building} · {session_name} · Revision {revision}{issued}</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Kontrollen</translation>
    </message>
    <message>
        <source>and {worst_first} more</source>
        <translation>und {worst_first} weitere</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>{steps}; {errors} in the way of publishing</source>
        <translation>{steps}; {errors} vor dem Inkraftsetzen</translation>
    </message>
    <message>
        <source>, {counted}</source>
        <translation>, {counted}</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>{steps}, {warnings}</source>
        <translation>{steps}, {warnings}</translation>
    </message>
    <message>
        <source>{steps}, all in order</source>
        <translation>{steps}, alles in Ordnung</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was abweicht</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Nur Abweichendes</translation>
    </message>
    <message>
        <source>Effects</source>
        <translation>Wirkungen</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>After becomes before</source>
        <translation>Nachher wird vorher</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>In time: outlined as it was, filled as it is; crossed out what must not happen</source>
        <translation>In zeitlicher Folge: umrandet wie es war, gefüllt wie es ist; durchgestrichen, was nicht geschehen darf</translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation>Versionen vergleichen</translation>
    </message>
    <message>
        <source>Both say the same.</source>
        <translation>Beide sagen dasselbe.</translation>
    </message>
    <message>
        <source>{state}, not saved</source>
        <translation>{state}, nicht gespeichert</translation>
    </message>
    <message>
        <source>{name} · {zone} – version {version} ({state})</source>
        <translation>{name} · {zone} – Version {version} ({state})</translation>
    </message>
    <message>
        <source>Both in time</source>
        <translation>Beide in zeitlicher Folge</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Letztes Jahr</translation>
    </message>
    <message>
        <source>Not proven</source>
        <translation>Nicht nachgewiesen</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;Comma-separated (*.csv)</source>
        <translation>Arbeitsmappe (*.xlsx);;Kommagetrennt (*.csv)</translation>
    </message>
    <message>
        <source>No scenario is in force yet. Publish one, then its tests are counted here.</source>
        <translation>Noch kein Szenario ist in Kraft. Eines in Kraft setzen, dann zählen seine Prüfungen hier.</translation>
    </message>
    <message>
        <source>Which period</source>
        <translation>Welcher Zeitraum</translation>
    </message>
    <message>
        <source>Which causes</source>
        <translation>Welche Ursachen</translation>
    </message>
    <message>
        <source>Open the test</source>
        <translation>Prüfung öffnen</translation>
    </message>
    <message>
        <source>Open the scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Nothing to prove yet</source>
        <translation>Noch nichts nachzuweisen</translation>
    </message>
    <message>
        <source>Every effect shown here is proven.</source>
        <translation>Jede hier gezeigte Wirkung ist nachgewiesen.</translation>
    </message>
    <message>
        <source>no such effect</source>
        <translation>keine solche Wirkung</translation>
    </message>
    <message>
        <source>Export the coverage</source>
        <translation>Abdeckung exportieren</translation>
    </message>
    <message>
        <source>{effects}: proven in {many} of {of} causes</source>
        <translation>{effects}: nachgewiesen in {many} von {of} Ursachen</translation>
    </message>
    <message>
        <source>Coverage: causes and effects</source>
        <translation>Abdeckung: Ursachen und Wirkungen</translation>
    </message>
    <message>
        <source> What is not saved is not in it.</source>
        <translation> Nicht Gespeichertes ist nicht darin.</translation>
    </message>
    <message>
        <source>Export scenarios</source>
        <translation>Szenarien exportieren</translation>
    </message>
    <message>
        <source>Saved {path}.{UNSAVED}</source>
        <translation>{path} gespeichert.{UNSAVED}</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>A scenario keeps its name once a version is published. To have another name, make a copy of it.</source>
        <translation>Ein Szenario behält seinen Namen, sobald eine Version in Kraft gesetzt ist. Für einen anderen Namen eine Kopie anlegen.</translation>
    </message>
    <message>
        <source>No scenario chosen</source>
        <translation>Kein Szenario gewählt</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>trigger {trigger}{kind}</source>
        <translation>Auslöser {trigger}{kind}</translation>
    </message>
    <message>
        <source> by {published_by}</source>
        <translation> durch {published_by}</translation>
    </message>
    <message>
        <source>published {published_at}{by}</source>
        <translation>in Kraft gesetzt am {published_at}{by}</translation>
    </message>
    <message>
        <source>What this version changes, and why</source>
        <translation>Was diese Version ändert, und warum</translation>
    </message>
    <message>
        <source>Remove this draft</source>
        <translation>Diesen Entwurf entfernen</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Kind of trigger</source>
        <translation>Art des Auslösers</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich änderte</translation>
    </message>
    <message>
        <source>how often it is tested</source>
        <translation>wie oft geprüft wird</translation>
    </message>
    <message>
        <source>{zone} has a scenario “{name}” already.</source>
        <translation>{zone} hat schon ein Szenario „{name}“.</translation>
    </message>
    <message>
        <source>A scenario needs a name.</source>
        <translation>Ein Szenario braucht einen Namen.</translation>
    </message>
    <message>
        <source>name {name}</source>
        <translation>Name {name}</translation>
    </message>
    <message>
        <source>A scenario needs its trigger, for example SD-L8-01.</source>
        <translation>Ein Szenario braucht seinen Auslöser, zum Beispiel SD-L8-01.</translation>
    </message>
    <message>
        <source>trigger {trigger}</source>
        <translation>Auslöser {trigger}</translation>
    </message>
    <message>
        <source>kind of trigger</source>
        <translation>Art des Auslösers</translation>
    </message>
    <message>
        <source>zone {zone}</source>
        <translation>Zone {zone}</translation>
    </message>
    <message>
        <source>{words} of {name}</source>
        <translation>{words} von {name}</translation>
    </message>
    <message>
        <source>removing the draft of {name}</source>
        <translation>Entwurf von {name} entfernen</translation>
    </message>
    <message>
        <source>Type to correct a cell. F8: the next problem. Ctrl+Enter: save what is good as drafts.</source>
        <translation>Eine Zelle durch Eingabe berichtigen. F8: nächstes Problem. Ctrl+Enter: das Gute als Entwürfe speichern.</translation>
    </message>
    <message>
        <source>Scenarios from a workbook</source>
        <translation>Szenarien aus einer Arbeitsmappe</translation>
    </message>
    <message>
        <source>Save the mapping…</source>
        <translation>Zuordnung speichern…</translation>
    </message>
    <message>
        <source>Keep how this file is read, for the next one like it and for the command line</source>
        <translation>Leseart dieser Datei aufbewahren, für die nächste ihrer Art und für die Befehlszeile</translation>
    </message>
    <message>
        <source>How it is read…</source>
        <translation>Leseart…</translation>
    </message>
    <message>
        <source>Which row holds the components, which column the zone …</source>
        <translation>Welche Zeile die Komponenten enthält, welche Spalte die Zone …</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Read the file without the answers that were given before to such headings</source>
        <translation>Die Datei ohne die Antworten lesen, die zu solchen Überschriften früher gegeben wurden</translation>
    </message>
    <message>
        <source>Save as drafts:</source>
        <translation>Als Entwürfe speichern:</translation>
    </message>
    <message>
        <source>Choose a cause-and-effect workbook, or drop it here</source>
        <translation>Eine Ursache-Wirkungs-Arbeitsmappe wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>A matrix or a list of steps exported here, or the matrix of somebody else (.xlsx, .xls, .ods, CSV): what it does not say is asked. Every cell is checked and shown first; what you confirm becomes drafts, and nothing is in force by it.</source>
        <translation>Eine hier exportierte Matrix oder Schrittliste oder die Matrix eines anderen (.xlsx, .xls, .ods, CSV): Was darin nicht steht, wird erfragt. Jede Zelle wird zuerst geprüft und gezeigt; was Sie bestätigen, wird zum Entwurf, und nichts tritt dadurch in Kraft.</translation>
    </message>
    <message>
        <source>{file} was not read: drafts are still being saved.</source>
        <translation>{file} wurde nicht gelesen: Entwürfe werden noch gespeichert.</translation>
    </message>
    <message>
        <source>how the sheet is read</source>
        <translation>wie das Blatt gelesen wird</translation>
    </message>
    <message>
        <source>the answers given before</source>
        <translation>die früher gegebenen Antworten</translation>
    </message>
    <message>
        <source>Save how the file is read</source>
        <translation>Leseart der Datei speichern</translation>
    </message>
    <message>
        <source>Mapping (*.json)</source>
        <translation>Zuordnung (*.json)</translation>
    </message>
    <message>
        <source>Saved {Path}.</source>
        <translation>{Path} gespeichert.</translation>
    </message>
    <message>
        <source>Saving drafts of {file_name}</source>
        <translation>Entwürfe von {file_name} werden gespeichert</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Angehalten; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>The file does not say all that a scenario needs</source>
        <translation>Die Datei sagt nicht alles, was ein Szenario braucht</translation>
    </message>
    <message>
        <source>Use these answers</source>
        <translation>Diese Antworten verwenden</translation>
    </message>
    <message>
        <source>Questions about the file</source>
        <translation>Fragen zur Datei</translation>
    </message>
    <message>
        <source>, {count} times</source>
        <translation>, {count}-mal</translation>
    </message>
    <message>
        <source>Answer once: what you save is remembered for the next matrix with such headings.</source>
        <translation>Einmal antworten: Gespeichertes wird für die nächste Matrix mit solchen Überschriften gemerkt.</translation>
    </message>
    <message>
        <source>Components stand in</source>
        <translation>Komponenten stehen in</translation>
    </message>
    <message>
        <source>Actions stand in</source>
        <translation>Aktionen stehen in</translation>
    </message>
    <message>
        <source>Types of components</source>
        <translation>Typen der Komponenten</translation>
    </message>
    <message>
        <source>Causes begin in</source>
        <translation>Ursachen beginnen in</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>How the sheet is read</source>
        <translation>Wie das Blatt gelesen wird</translation>
    </message>
    <message>
        <source>– none –</source>
        <translation>– keine –</translation>
    </message>
    <message>
        <source>Row {at}</source>
        <translation>Zeile {at}</translation>
    </message>
    <message>
        <source>Nothing is in force until it is published; a scenario in force gets a draft of its next version.</source>
        <translation>Nichts ist in Kraft, bevor es in Kraft gesetzt wird; ein Szenario in Kraft erhält einen Entwurf seiner nächsten Version.</translation>
    </message>
    <message>
        <source>{questions} to answer above before anything can be imported.</source>
        <translation>{questions} oben zu beantworten, bevor etwas importiert werden kann.</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source> {scenarios} would be good.</source>
        <translation> {scenarios} wären in Ordnung.</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>{errors}: {errors2}{good}</source>
        <translation>{errors}: {errors2}{good}</translation>
    </message>
    <message>
        <source>Nothing to write: all {scenarios} scenarios are on record as the file says.</source>
        <translation>Nichts zu schreiben: Alle {scenarios} Szenarien sind so erfasst, wie die Datei sagt.</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>Ergäbe</translation>
    </message>
    <message>
        <source>what would become of the scenario</source>
        <translation>was aus dem Szenario würde</translation>
    </message>
    <message>
        <source>a new draft</source>
        <translation>ein neuer Entwurf</translation>
    </message>
    <message>
        <source>draft of version {version}: {changes}</source>
        <translation>Entwurf von Version {version}: {changes}</translation>
    </message>
    <message>
        <source>as on record</source>
        <translation>wie erfasst</translation>
    </message>
    <message>
        <source>saving drafts</source>
        <translation>Entwürfe werden gespeichert</translation>
    </message>
    <message>
        <source>{file_name} has changed since it was read; read it again.</source>
        <translation>{file_name} hat sich seit dem Lesen geändert; erneut lesen.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Matrix and timeline</source>
        <translation>Matrix und Zeitachse</translation>
    </message>
    <message>
        <source>Steps as a table</source>
        <translation>Schritte als Tabelle</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>The step</source>
        <translation>Der Schritt</translation>
    </message>
    <message>
        <source>The scenario</source>
        <translation>Das Szenario</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Cause &amp; effect</source>
        <translation>Ursache/Wirkung</translation>
    </message>
    <message>
        <source>Save scenarios</source>
        <translation>Szenarien speichern</translation>
    </message>
    <message>
        <source>store write drafts</source>
        <translation>speichern schreiben entwürfe</translation>
    </message>
    <message>
        <source>New scenario…</source>
        <translation>Neues Szenario…</translation>
    </message>
    <message>
        <source>template common sequence copy clone</source>
        <translation>vorlage gängiger ablauf kopie klonen</translation>
    </message>
    <message>
        <source>Publish the scenario…</source>
        <translation>Szenario in Kraft setzen…</translation>
    </message>
    <message>
        <source>sign freeze version</source>
        <translation>unterschreiben einfrieren version</translation>
    </message>
    <message>
        <source>Remove the draft</source>
        <translation>Entwurf entfernen</translation>
    </message>
    <message>
        <source>delete discard scenario</source>
        <translation>löschen verwerfen szenario</translation>
    </message>
    <message>
        <source>view show</source>
        <translation>ansicht anzeigen</translation>
    </message>
    <message>
        <source>Beside: {name}</source>
        <translation>Daneben: {name}</translation>
    </message>
    <message>
        <source>Components of the register</source>
        <translation>Komponenten des Verzeichnisses</translation>
    </message>
    <message>
        <source>shelf equipment add step</source>
        <translation>ablage gerät hinzufügen schritt</translation>
    </message>
    <message>
        <source>Compare versions…</source>
        <translation>Versionen vergleichen…</translation>
    </message>
    <message>
        <source>diff difference changes</source>
        <translation>diff unterschied änderungen</translation>
    </message>
    <message>
        <source>Import scenarios…</source>
        <translation>Szenarien importieren…</translation>
    </message>
    <message>
        <source>workbook matrix steps xlsx csv</source>
        <translation>arbeitsmappe matrix schritte xlsx csv</translation>
    </message>
    <message>
        <source>Export scenarios…</source>
        <translation>Szenarien exportieren…</translation>
    </message>
    <message>
        <source>workbook matrix steps xlsx csv save</source>
        <translation>arbeitsmappe matrix schritte xlsx csv speichern</translation>
    </message>
    <message>
        <source>Site sheet…</source>
        <translation>Vor-Ort-Blatt…</translation>
    </message>
    <message>
        <source>print pdf paper panel qr</source>
        <translation>drucken pdf papier zentrale qr</translation>
    </message>
    <message>
        <source>Save the timeline as a picture…</source>
        <translation>Zeitachse als Bild speichern…</translation>
    </message>
    <message>
        <source>pdf png svg print export</source>
        <translation>pdf png svg drucken export</translation>
    </message>
    <message>
        <source>session observed reading seen</source>
        <translation>prüfsitzung beobachtet messwert gesehen</translation>
    </message>
    <message>
        <source>All trades</source>
        <translation>Alle Gewerke</translation>
    </message>
    <message>
        <source>Effects of this cause</source>
        <translation>Wirkungen dieser Ursache</translation>
    </message>
    <message>
        <source>Type 3±2 for 3 s ± 2 s, ! for what must not happen; F2 opens all that a cell says.</source>
        <translation>3±2 eingeben für 3 s ± 2 s, ! für das, was nicht geschehen darf; F2 öffnet alles, was eine Zelle sagt.</translation>
    </message>
    <message>
        <source>Nothing fits what is looked for.</source>
        <translation>Nichts passt zum Gesuchten.</translation>
    </message>
    <message>
        <source>No effects yet: press Ins in the matrix, use “Effect…”, or drag a component here.</source>
        <translation>Noch keine Wirkungen: in der Matrix Ins drücken, „Wirkung…“ verwenden oder eine Komponente hierher ziehen.</translation>
    </message>
    <message>
        <source>Effect…</source>
        <translation>Wirkung…</translation>
    </message>
    <message>
        <source>Find a cause or effect</source>
        <translation>Ursache oder Wirkung suchen</translation>
    </message>
    <message>
        <source>Find a cause or an effect in the matrix</source>
        <translation>Ursache oder Wirkung in der Matrix suchen</translation>
    </message>
    <message>
        <source>Which effects are shown</source>
        <translation>Welche Wirkungen gezeigt werden</translation>
    </message>
    <message>
        <source>One more column (Ins)</source>
        <translation>Eine weitere Spalte (Ins)</translation>
    </message>
    <message>
        <source>What the cell says</source>
        <translation>Was die Zelle sagt</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>{causes} × {some}</source>
        <translation>{causes} × {some}</translation>
    </message>
    <message>
        <source>effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>effects</source>
        <translation>Wirkungen</translation>
    </message>
    <message>
        <source>{shown} of {whole}</source>
        <translation>{shown} von {whole}</translation>
    </message>
    <message>
        <source>is not in the equipment register; it can be used all the same, and is marked.</source>
        <translation>steht nicht im Verzeichnis der Geräte; es ist trotzdem verwendbar und wird markiert.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>Add column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Name the component, such as FAN-01-A, and what it does, such as start.</source>
        <translation>Die Komponente nennen, etwa FAN-01-A, und was sie tut, etwa start.</translation>
    </message>
    <message>
        <source>{word} {places} cells</source>
        <translation>{word} {places} Zellen</translation>
    </message>
    <message>
        <source>must not happen</source>
        <translation>darf nicht geschehen</translation>
    </message>
    <message>
        <source>fill {told} cells down</source>
        <translation>{told} Zellen nach unten ausfüllen</translation>
    </message>
    <message>
        <source>{new} added</source>
        <translation>{new} hinzugefügt</translation>
    </message>
    <message>
        <source>{new} effects added</source>
        <translation>{new} Wirkungen hinzugefügt</translation>
    </message>
    <message>
        <source>clear {value}</source>
        <translation>{value} leeren</translation>
    </message>
    <message>
        <source>{component_id} from {before} to {after}</source>
        <translation>{component_id} von {before} auf {after}</translation>
    </message>
    <message>
        <source>The copied range is {down} × {across} cells (down × across); from here there is room for {rows} × {columns}. Nothing was pasted.</source>
        <translation>Der kopierte Bereich hat {down} × {across} Zellen (abwärts × quer); von hier aus ist Platz für {rows} × {columns}. Nichts wurde eingefügt.</translation>
    </message>
    <message>
        <source>{columns} in {zone}</source>
        <translation>{columns} in {zone}</translation>
    </message>
    <message>
        <source>{word} {cells}</source>
        <translation>{word} {cells}</translation>
    </message>
    <message>
        <source>Cause-and-effect matrix</source>
        <translation>Ursache-Wirkungs-Matrix</translation>
    </message>
    <message>
        <source>= nothing: the effect is not part of this cause</source>
        <translation>= nichts: die Wirkung gehört nicht zu dieser Ursache</translation>
    </message>
    <message>
        <source>1 cell</source>
        <translation>1 Zelle</translation>
    </message>
    <message>
        <source>{unread} cells</source>
        <translation>{unread} Zellen</translation>
    </message>
    <message>
        <source>{cells} of what was pasted cannot be read; it is marked, and not part of the design.</source>
        <translation>{cells} des Eingefügten nicht lesbar; markiert und nicht Teil des Szenarios.</translation>
    </message>
    <message>
        <source>Must not happen</source>
        <translation>Darf nicht geschehen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Add an effect…</source>
        <translation>Wirkung hinzufügen…</translation>
    </message>
    <message>
        <source>Columns in order of time</source>
        <translation>Spalten in zeitlicher Folge</translation>
    </message>
    <message>
        <source>
{component_id} is not in the equipment register.</source>
        <translation>
{component_id} steht nicht im Verzeichnis der Geräte.</translation>
    </message>
    <message>
        <source>{name} – {place}
Trigger {trigger}, {trigger_type}</source>
        <translation>{name} – {place}
Auslöser {trigger}, {trigger_type}</translation>
    </message>
    <message>
        <source>kind not told</source>
        <translation>Art nicht angegeben</translation>
    </message>
    <message>
        <source>{head}; version {version}, {state}</source>
        <translation>{head}; Version {version}, {state}</translation>
    </message>
    <message>
        <source>must not {action}</source>
        <translation>darf nicht: {action}</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>zone · trigger · scenario</source>
        <translation>Zone · Auslöser · Szenario</translation>
    </message>
    <message>
        <source>v{version} draft</source>
        <translation>v{version} Entwurf</translation>
    </message>
    <message>
        <source>{title}: {effect} is not part of it</source>
        <translation>{title}: {effect} gehört nicht dazu</translation>
    </message>
    <message>
        <source>On record: {was}</source>
        <translation>Erfasst: {was}</translation>
    </message>
    <message>
        <source>was {words}</source>
        <translation>vorher {words}</translation>
    </message>
    <message>
        <source>must not</source>
        <translation>darf nicht</translation>
    </message>
    <message>
        <source>{earliest} to {latest} s</source>
        <translation>{earliest} bis {latest} s</translation>
    </message>
    <message>
        <source>Step {step_order}: must not happen from {window}</source>
        <translation>Schritt {step_order}: darf nicht geschehen von {window}</translation>
    </message>
    <message>
        <source>Step {step_order}: {delay} s ± {tolerance} s ({window})</source>
        <translation>Schritt {step_order}: {delay} s ± {tolerance} s ({window})</translation>
    </message>
    <message>
        <source>step {number}, which does not exist</source>
        <translation>Schritt {number}, den es nicht gibt</translation>
    </message>
    <message>
        <source>after {after}</source>
        <translation>nach {after}</translation>
    </message>
    <message>
        <source>on {power} power</source>
        <translation>mit Stromversorgung {power}</translation>
    </message>
    <message>
        <source>standby power</source>
        <translation>Ersatzstrom</translation>
    </message>
    <message>
        <source>planned with tolerance; not tested yet</source>
        <translation>geplant mit Toleranz; noch nicht geprüft</translation>
    </message>
    <message>
        <source>planned with tolerance, and observed on {day} · {session_name}</source>
        <translation>geplant mit Toleranz, und beobachtet am {day} · {session_name}</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>unread cells</source>
        <translation>nicht gelesene Zellen</translation>
    </message>
    <message>
        <source>What must happen after a trigger, and when: designed, signed, and held against what was seen.</source>
        <translation>Was nach einem Auslöser geschehen muss, und wann: entworfen, unterschrieben und mit dem Gesehenen verglichen.</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Components of the register (Ctrl+Shift+C)</source>
        <translation>Komponenten des Verzeichnisses (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>In Kraft setzen…</translation>
    </message>
    <message>
        <source>What is shown beside it</source>
        <translation>Was daneben gezeigt wird</translation>
    </message>
    <message>
        <source>A scenario says what every component must do after a trigger, and when; it belongs to a zone. Begin with one of the common sequences, or read the matrix you have as a workbook.</source>
        <translation>Ein Szenario sagt, was jede Komponente nach einem Auslöser tun muss, und wann; es gehört zu einer Zone. Mit einem der gängigen Abläufe beginnen oder die vorhandene Matrix als Arbeitsmappe einlesen.</translation>
    </message>
    <message>
        <source>Open the zones</source>
        <translation>Zonen öffnen</translation>
    </message>
    <message>
        <source>No scenarios yet</source>
        <translation>Noch keine Szenarien</translation>
    </message>
    <message>
        <source>Save {many}</source>
        <translation>{many} speichern</translation>
    </message>
    <message>
        <source>Nothing is to be published: this version is in force as it is shown.</source>
        <translation>Nichts ist in Kraft zu setzen: Diese Version ist in Kraft, wie sie gezeigt wird.</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>{words}, {drafts}</source>
        <translation>{words}, {drafts}</translation>
    </message>
    <message>
        <source>{texts} cells</source>
        <translation>{texts} Zellen</translation>
    </message>
    <message>
        <source>One cell</source>
        <translation>Eine Zelle</translation>
    </message>
    <message>
        <source>{many} could not be read ({named}) and will not be saved: mend it, or press Esc in it.</source>
        <translation>{many} nicht lesbar ({named}) und nicht zu speichern: berichtigen oder darin Esc drücken.</translation>
    </message>
    <message>
        <source>Only a draft is removed. What is published stays on record; withdraw it instead.</source>
        <translation>Nur ein Entwurf wird entfernt. Was in Kraft gesetzt ist, bleibt erhalten; stattdessen zurückziehen.</translation>
    </message>
    <message>
        <source>old version</source>
        <translation>alte Version</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <source>Cause &amp; effect holds changes that are not saved: {names}{more}.</source>
        <translation>Ursache und Wirkung enthält nicht gespeicherte Änderungen: {names}{more}.</translation>
    </message>
    <message>
        <source>and {said} more; compare the versions to see all</source>
        <translation>und {said} weitere; die Versionen vergleichen, um alle zu sehen</translation>
    </message>
    <message>
        <source>{tests} ({often}): generate again</source>
        <translation>{tests} ({often}): erneut erzeugen</translation>
    </message>
    <message>
        <source>expected </source>
        <translation>vorgesehene </translation>
    </message>
    <message>
        <source>Open</source>
        <comment>verb</comment>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>{tests} still to do by it</source>
        <translation>{tests} noch nach ihr zu erledigen</translation>
    </message>
    <message>
        <source>{tests} done</source>
        <translation>{tests} erledigt</translation>
    </message>
    <message>
        <source>nothing left to do</source>
        <translation>nichts mehr zu tun</translation>
    </message>
    <message>
        <source>{many} {kind}{test}</source>
        <translation>{many} {kind}{test}</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>In Kraft setzen</translation>
    </message>
    <message>
        <source>What changed, and why</source>
        <translation>Was sich änderte, und warum</translation>
    </message>
    <message>
        <source>Sign with your name</source>
        <translation>Mit dem eigenen Namen unterschreiben</translation>
    </message>
    <message>
        <source>Publish version {version} of {name}</source>
        <translation>Version {version} von {name} in Kraft setzen</translation>
    </message>
    <message>
        <source>It is frozen and in force from then on. The version before stays on record.</source>
        <translation>Danach ist sie eingefroren und in Kraft. Die vorherige Version bleibt erhalten.</translation>
    </message>
    <message>
        <source>Changes since version {version}</source>
        <translation>Änderungen seit Version {version}</translation>
    </message>
    <message>
        <source>It is the first version</source>
        <translation>Es ist die erste Version</translation>
    </message>
    <message>
        <source>{sequence} steps</source>
        <translation>{sequence} Schritte</translation>
    </message>
    <message>
        <source>Keeps it from being published</source>
        <translation>Verhindert das Inkraftsetzen</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Einen Blick wert</translation>
    </message>
    <message>
        <source>Made from the version before</source>
        <translation>Aus der vorherigen Version entstanden</translation>
    </message>
    <message>
        <source>It is published already.</source>
        <translation>Es ist schon in Kraft gesetzt.</translation>
    </message>
    <message>
        <source>Only an engineer or a supervisor may publish.</source>
        <translation>Nur ein Ingenieur oder die Aufsicht darf in Kraft setzen.</translation>
    </message>
    <message>
        <source>Save the draft first: what is signed is what is on record.</source>
        <translation>Zuerst den Entwurf speichern: Unterschrieben wird, was erfasst ist.</translation>
    </message>
    <message>
        <source>{errors} {error} it from being published.</source>
        <translation>{errors} {error} das Inkraftsetzen.</translation>
    </message>
    <message>
        <source>error keeps</source>
        <translation>Fehler verhindert</translation>
    </message>
    <message>
        <source>errors keep</source>
        <translation>Fehler verhindern</translation>
    </message>
    <message>
        <source>It says the same as version {version}; there is nothing to publish.</source>
        <translation>Es sagt dasselbe wie Version {version}; es gibt nichts in Kraft zu setzen.</translation>
    </message>
    <message>
        <source>Sign with your name, {name}.</source>
        <translation>Mit dem eigenen Namen unterschreiben, {name}.</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Wird in Kraft gesetzt</translation>
    </message>
    <message>
        <source>Version {version} of “{name}” is in force.</source>
        <translation>Version {version} von „{name}“ ist in Kraft.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>E.g. the zone was rebuilt</source>
        <translation>Z. B. die Zone wurde umgebaut</translation>
    </message>
    <message>
        <source>Withdraw version {version} of {force}</source>
        <translation>Version {version} von {force} zurückziehen</translation>
    </message>
    <message>
        <source>Nothing takes its place. It stays on record with its tests.</source>
        <translation>Nichts tritt an seine Stelle. Es bleibt mit seinen Prüfungen erhalten.</translation>
    </message>
    <message>
        <source>Made from it</source>
        <translation>Daraus entstanden</translation>
    </message>
    <message>
        <source>Nothing was made from it.</source>
        <translation>Nichts ist daraus entstanden.</translation>
    </message>
    <message>
        <source>No version of it is in force.</source>
        <translation>Keine Version davon ist in Kraft.</translation>
    </message>
    <message>
        <source>Only an engineer or a supervisor may withdraw it.</source>
        <translation>Nur ein Ingenieur oder die Aufsicht darf es zurückziehen.</translation>
    </message>
    <message>
        <source>Say why; the reason is kept with the record.</source>
        <translation>Angeben, warum; die Begründung wird beim Datensatz aufbewahrt.</translation>
    </message>
    <message>
        <source>Withdrawing</source>
        <translation>Wird zurückgezogen</translation>
    </message>
    <message>
        <source>Version {version} of “{force}” is out of force.</source>
        <translation>Version {version} von „{force}“ ist außer Kraft.</translation>
    </message>
    <message>
        <source>“{name}” in {zone} has no steps yet. Add one, or remove the draft, and save again.</source>
        <translation>„{name}“ in {zone} hat noch keine Schritte. Einen hinzufügen oder den Entwurf entfernen und erneut speichern.</translation>
    </message>
    <message>
        <source>Saving scenarios</source>
        <translation>Szenarien werden gespeichert</translation>
    </message>
    <message>
        <source>Keep ours</source>
        <translation>Unseres behalten</translation>
    </message>
    <message>
        <source>keeping ours</source>
        <translation>unseres behalten</translation>
    </message>
    <message>
        <source>taking what somebody else saved</source>
        <translation>übernehmen, was jemand anderes gespeichert hat</translation>
    </message>
    <message>
        <source>Saved {many} {draft}</source>
        <translation>{many} {draft} gespeichert</translation>
    </message>
    <message>
        <source>removed {gone} {draft}</source>
        <translation>{gone} {draft} entfernt</translation>
    </message>
    <message>
        <source>Changes that are not saved are not on it.</source>
        <translation>Nicht gespeicherte Änderungen stehen nicht darauf.</translation>
    </message>
    <message>
        <source>Site sheet</source>
        <translation>Vor-Ort-Blatt</translation>
    </message>
    <message>
        <source>This scenario</source>
        <translation>Dieses Szenario</translation>
    </message>
    <message>
        <source>Its zone</source>
        <translation>Seine Zone</translation>
    </message>
    <message>
        <source>Its stair</source>
        <translation>Sein Treppenraum</translation>
    </message>
    <message>
        <source>The building</source>
        <translation>Das Gebäude</translation>
    </message>
    <message>
        <source>What is printed</source>
        <translation>Was gedruckt wird</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>PDF speichern…</translation>
    </message>
    <message>
        <source>Open to print</source>
        <translation>Zum Drucken öffnen</translation>
    </message>
    <message>
        <source>Preview of the site sheet</source>
        <translation>Vorschau des Vor-Ort-Blatts</translation>
    </message>
    <message>
        <source>Save the scenario first: its sheet is made from what is on record.</source>
        <translation>Zuerst das Szenario speichern: Sein Blatt entsteht aus dem, was erfasst ist.</translation>
    </message>
    <message>
        <source>writing the sheet …</source>
        <translation>Blatt wird geschrieben …</translation>
    </message>
    <message>
        <source>Writing the site sheet</source>
        <translation>Vor-Ort-Blatt wird geschrieben</translation>
    </message>
    <message>
        <source>{count} scenarios on {pages}</source>
        <translation>{count} Szenarien auf {pages}</translation>
    </message>
    <message>
        <source>whole building</source>
        <translation>ganzes Gebäude</translation>
    </message>
    <message>
        <source>No program opens documents here. The sheet was written to {path}.</source>
        <translation>Hier öffnet kein Programm Dokumente. Das Blatt wurde nach {path} geschrieben.</translation>
    </message>
    <message>
        <source>Not in the register</source>
        <translation>Nicht im Verzeichnis</translation>
    </message>
    <message>
        <source>Other stairs</source>
        <translation>Andere Treppenräume</translation>
    </message>
    <message>
        <source>Find a component</source>
        <translation>Komponente suchen</translation>
    </message>
    <message>
        <source>Drag into the matrix or onto the timeline; Enter adds it to the scenario.</source>
        <translation>In die Matrix oder auf die Zeitachse ziehen; Enter fügt sie dem Szenario hinzu.</translation>
    </message>
    <message>
        <source>The register has no equipment yet.</source>
        <translation>Das Verzeichnis enthält noch keine Geräte.</translation>
    </message>
    <message>
        <source>Add equipment to the register</source>
        <translation>Gerät in das Verzeichnis aufnehmen</translation>
    </message>
    <message>
        <source>{components} components</source>
        <translation>{components} Komponenten</translation>
    </message>
    <message>
        <source>adding {names}</source>
        <translation>{names} hinzufügen</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>{identifier}, {kind}{in_}</source>
        <translation>{identifier}, {kind}{in_}</translation>
    </message>
    <message>
        <source>, in this scenario</source>
        <translation>, in diesem Szenario</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>Neues Szenario</translation>
    </message>
    <message>
        <source>Add the scenario</source>
        <translation>Szenario hinzufügen</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>One for every zone of this stair</source>
        <translation>Eines für jede Zone dieses Treppenraums</translation>
    </message>
    <message>
        <source>A copy of “{source}”, {zone}</source>
        <translation>Eine Kopie von „{source}“, {zone}</translation>
    </message>
    <message>
        <source>Nothing: an empty sequence</source>
        <translation>Nichts: ein leerer Ablauf</translation>
    </message>
    <message>
        <source>one of its own in each zone</source>
        <translation>je ein eigener in jeder Zone</translation>
    </message>
    <message>
        <source>In {zone}: </source>
        <translation>In {zone}: </translation>
    </message>
    <message>
        <source>{where}{sequence} steps
{steps}</source>
        <translation>{where}{sequence} Schritte
{steps}</translation>
    </message>
    <message>
        <source>Its steps are added afterwards.</source>
        <translation>Seine Schritte kommen danach dazu.</translation>
    </message>
    <message>
        <source>There is no zone yet. A scenario belongs to a zone: add zones in the registers first.</source>
        <translation>Noch keine Zone. Ein Szenario gehört zu einer Zone: zuerst Zonen in den Verzeichnissen hinzufügen.</translation>
    </message>
    <message>
        <source>new scenario {made}</source>
        <translation>neues Szenario {made}</translation>
    </message>
    <message>
        <source>{made} new scenarios</source>
        <translation>{made} neue Szenarien</translation>
    </message>
    <message>
        <source>What triggers it in {zone}? The scenario needs its trigger, for example SD-L8-01.</source>
        <translation>Was löst es in {zone} aus? Das Szenario braucht seinen Auslöser, zum Beispiel SD-L8-01.</translation>
    </message>
    <message>
        <source>{zone} has a scenario “{name}” already. Give this one another name.</source>
        <translation>{zone} hat schon ein Szenario „{name}“. Diesem einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>not from {earliest} to {latest} s</source>
        <translation>nicht von {earliest} bis {latest} s</translation>
    </message>
    <message>
        <source>No step is chosen. Click one in the matrix or the timeline, or choose it there with the arrow keys. Insert adds a step.</source>
        <translation>Kein Schritt ist gewählt. In der Matrix oder auf der Zeitachse einen anklicken oder dort mit den Pfeiltasten wählen. Insert fügt einen Schritt hinzu.</translation>
    </message>
    <message>
        <source>Choose a scenario to see its steps.</source>
        <translation>Ein Szenario wählen, um seine Schritte zu sehen.</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Seconds after the trigger: 20, 15,5, 90 s or 1:30. Up and Down change it by a second.</source>
        <translation>Sekunden nach dem Auslöser: 20, 15,5, 90 s oder 1:30. Auf und Ab ändern um eine Sekunde.</translation>
    </message>
    <message>
        <source>Seconds earlier or later that are still right. Up and Down change it by a second.</source>
        <translation>Sekunden früher oder später, die noch richtig sind. Auf und Ab ändern um eine Sekunde.</translation>
    </message>
    <message>
        <source>The steps that must have happened before: numbers or components, with commas between.</source>
        <translation>Die Schritte, die vorher geschehen sein müssen: Nummern oder Komponenten, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Stromversorgung</translation>
    </message>
    <message>
        <source>New step</source>
        <translation>Neuer Schritt</translation>
    </message>
    <message>
        <source>Step {step_order} · {component_id}</source>
        <translation>Schritt {step_order} · {component_id}</translation>
    </message>
    <message>
        <source>{chosen} steps</source>
        <translation>{chosen} Schritte</translation>
    </message>
    <message>
        <source>Name the component; the rest follows from its kind and can be changed.</source>
        <translation>Die Komponente nennen; das Übrige folgt aus ihrer Art und ist änderbar.</translation>
    </message>
    <message>
        <source>What is entered goes into all of them.</source>
        <translation>Was eingegeben wird, gilt für alle.</translation>
    </message>
    <message>
        <source>Must not be seen {planned} after the trigger.</source>
        <translation>Darf {planned} nach dem Auslöser nicht gesehen werden.</translation>
    </message>
    <message>
        <source>◆ {sorted} is not in the equipment register.</source>
        <translation>◆ {sorted} steht nicht im Verzeichnis der Geräte.</translation>
    </message>
    <message>
        <source>A step needs its action, for example start.</source>
        <translation>Ein Schritt braucht seine Aktion, zum Beispiel start.</translation>
    </message>
    <message>
        <source> from {pop} s</source>
        <translation> von {pop} s</translation>
    </message>
    <message>
        <source>{names}{what}{before} to {seconds} s</source>
        <translation>{names}{what}{before} auf {seconds} s</translation>
    </message>
    <message>
        <source>what {names} waits for</source>
        <translation>worauf {names} wartet</translation>
    </message>
    <message>
        <source>{names} becomes {fields}</source>
        <translation>{names} wird zu {fields}</translation>
    </message>
    <message>
        <source>{names} must not happen</source>
        <translation>{names} darf nicht geschehen</translation>
    </message>
    <message>
        <source>{names} must happen</source>
        <translation>{names} muss geschehen</translation>
    </message>
    <message>
        <source>adding {component}</source>
        <translation>{component} hinzufügen</translation>
    </message>
    <message>
        <source>{steps} steps</source>
        <translation>{steps} Schritte</translation>
    </message>
    <message>
        <source>＋ type a component</source>
        <translation>＋ Komponente eingeben</translation>
    </message>
    <message>
        <source>Type a component in the last row to add a step. Ctrl+Delete removes, Ctrl+Shift+Up and Down move a step.</source>
        <translation>In der letzten Zeile eine Komponente eingeben, um einen Schritt hinzuzufügen. Ctrl+Delete entfernt, Ctrl+Shift+Up und Down verschieben einen Schritt.</translation>
    </message>
    <message>
        <source>Steps of the scenario</source>
        <translation>Schritte des Szenarios</translation>
    </message>
    <message>
        <source>clearing cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>{orders} steps</source>
        <translation>{orders} Schritte</translation>
    </message>
    <message>
        <source>removing {names}</source>
        <translation>{names} entfernen</translation>
    </message>
    <message>
        <source>moving {name}</source>
        <translation>{name} verschieben</translation>
    </message>
    <message>
        <source>{name}, row {row}</source>
        <translation>{name}, Zeile {row}</translation>
    </message>
    <message>
        <source>{orders} steps by {signed}</source>
        <translation>{orders} Schritte um {signed}</translation>
    </message>
    <message>
        <source>{component_id} from {times} s</source>
        <translation>{component_id} von {times} s</translation>
    </message>
    <message>
        <source> s to </source>
        <translation> s auf </translation>
    </message>
    <message>
        <source>{component_id} from {planned} to {planned2}</source>
        <translation>{component_id} von {planned} auf {planned2}</translation>
    </message>
    <message>
        <source>Document (*.pdf);;Picture (*.png);;Drawing (*.svg)</source>
        <translation>Dokument (*.pdf);;Bild (*.png);;Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Save timeline as</source>
        <translation>Zeitachse speichern als</translation>
    </message>
    <message>
        <source>{name} waits for step: {asking}   (number, Enter; again to stop waiting)</source>
        <translation>{name} wartet auf Schritt: {asking}   (Nummer, Enter; noch einmal, um nicht mehr zu warten)</translation>
    </message>
    <message>
        <source>{names} to {pop} s</source>
        <translation>{names} auf {pop} s</translation>
    </message>
    <message>
        <source>{names} in time</source>
        <translation>{names} in der Zeit</translation>
    </message>
    <message>
        <source>{names} to {planned}</source>
        <translation>{names} auf {planned}</translation>
    </message>
    <message>
        <source>{names} as step {order}</source>
        <translation>{names} als Schritt {order}</translation>
    </message>
    <message>
        <source>{component_id} no longer waits for step {before}</source>
        <translation>{component_id} wartet nicht mehr auf Schritt {before}</translation>
    </message>
    <message>
        <source>{names} at {value}</source>
        <translation>{names} bei {value}</translation>
    </message>
    <message>
        <source>{components} at {value}</source>
        <translation>{components} bei {value}</translation>
    </message>
    <message>
        <source>Trigger {trigger}</source>
        <translation>Auslöser {trigger}</translation>
    </message>
    <message>
        <source>{rows} waits for {rows2}</source>
        <translation>{rows} wartet auf {rows2}</translation>
    </message>
    <message>
        <source>was {planned}</source>
        <translation>vorher {planned}</translation>
    </message>
    <message>
        <source> · was {planned}</source>
        <translation> · vorher {planned}</translation>
    </message>
    <message>
        <source> · new</source>
        <translation> · neu</translation>
    </message>
    <message>
        <source>no component yet</source>
        <translation>noch keine Komponente</translation>
    </message>
    <message>
        <source>{action} – unexpected</source>
        <translation>{action} – unerwartet</translation>
    </message>
    <message>
        <source>no action yet</source>
        <translation>noch keine Aktion</translation>
    </message>
    <message>
        <source>{action} – removed</source>
        <translation>{action} – entfernt</translation>
    </message>
    <message>
        <source>{value}, in no step</source>
        <translation>{value}, in keinem Schritt</translation>
    </message>
    <message>
        <source>step {each}, which is gone</source>
        <translation>Schritt {each}, der nicht mehr da ist</translation>
    </message>
    <message>
        <source>on standby power</source>
        <translation>mit Ersatzstrom</translation>
    </message>
    <message>
        <source>on record {plan_words}</source>
        <translation>erfasst {plan_words}</translation>
    </message>
    <message>
        <source>seen: {row}</source>
        <translation>gesehen: {row}</translation>
    </message>
    <message>
        <source>must not be seen {planned}</source>
        <translation>darf nicht gesehen werden {planned}</translation>
    </message>
    <message>
        <source>{planned}, from {value} to {value2}</source>
        <translation>{planned}, von {value} bis {value2}</translation>
    </message>
    <message>
        <source>No steps yet. Drag a component here from the shelf, or press Insert to add a step.</source>
        <translation>Noch keine Schritte. Eine Komponente von der Ablage hierher ziehen oder mit Insert einen Schritt hinzufügen.</translation>
    </message>
    <message>
        <source>No scenario is chosen.</source>
        <translation>Kein Szenario ist gewählt.</translation>
    </message>
    <message>
        <source>{component_id} waits for {component_id2}</source>
        <translation>{component_id} wartet auf {component_id2}</translation>
    </message>
    <message>
        <source>There is no step {before} to wait for; the steps are 1 to {many}.</source>
        <translation>Es gibt keinen Schritt {before}, auf den zu warten wäre; die Schritte sind 1 bis {many}.</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Zurückziehen…</translation>
    </message>
    <message>
        <source>Still follows a version that is out of force</source>
        <translation>Folgt noch einer Version, die außer Kraft ist</translation>
    </message>
    <message>
        <source>Choose a scenario to see its versions.</source>
        <translation>Ein Szenario wählen, um seine Versionen zu sehen.</translation>
    </message>
    <message>
        <source>Withdrawn in this stair</source>
        <translation>In diesem Treppenraum zurückgezogen</translation>
    </message>
    <message>
        <source>Begin again as draft</source>
        <translation>Wieder als Entwurf beginnen</translation>
    </message>
    <message>
        <source>Begin {name} in {zone} again as draft</source>
        <translation>{name} in {zone} wieder als Entwurf beginnen</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Says the same as version {version}</source>
        <translation>Sagt dasselbe wie Version {version}</translation>
    </message>
    <message>
        <source>Compare with version {version}</source>
        <translation>Mit Version {version} vergleichen</translation>
    </message>
    <message>
        <source>Restore as draft</source>
        <translation>Als Entwurf wiederherstellen</translation>
    </message>
    <message>
        <source>Restore version {version} as draft</source>
        <translation>Version {version} als Entwurf wiederherstellen</translation>
    </message>
    <message>
        <source>As version {version}</source>
        <translation>Als Version {version}</translation>
    </message>
    <message>
        <source>version {version} restored as draft</source>
        <translation>Version {version} als Entwurf wiederhergestellt</translation>
    </message>
    <message>
        <source>Beginning a draft</source>
        <translation>Entwurf wird begonnen</translation>
    </message>
    <message>
        <source>Version {version} of “{draft}” in {zone} is a draft now.</source>
        <translation>Version {version} von „{draft}“ in {zone} ist jetzt ein Entwurf.</translation>
    </message>
    <message>
        <source>signed by {published_by}, {published_at}</source>
        <translation>unterschrieben von {published_by}, {published_at}</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemandem</translation>
    </message>
    <message>
        <source>begun by {created_by}, {created_at}</source>
        <translation>begonnen von {created_by}, {created_at}</translation>
    </message>
    <message>
        <source> by {superseded_by}</source>
        <translation> durch {superseded_by}</translation>
    </message>
    <message>
        <source>out of force since {superseded_at}{by}</source>
        <translation>außer Kraft seit {superseded_at}{by}</translation>
    </message>
    <message>
        <source>{entry}, {count} open</source>
        <translation>{entry}, {count} offen</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Find a floor, session, action…</source>
        <translation>Geschoss, Prüfsitzung, Aktion suchen…</translation>
    </message>
    <message>
        <source>Find a floor, session or action</source>
        <translation>Geschoss, Prüfsitzung oder Aktion suchen</translation>
    </message>
    <message>
        <source>No building</source>
        <translation>Kein Gebäude</translation>
    </message>
    <message>
        <source>Choose a building (Ctrl+O)</source>
        <translation>Gebäude wählen (Ctrl+O)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Building: {name}</source>
        <translation>Gebäude: {name}</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>and {more} more</source>
        <translation>und {more} weitere</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>FireMode is open already, on {computer}, but its window does not answer.</source>
        <translation>FireMode ist auf {computer} schon geöffnet, aber das Fenster antwortet nicht.</translation>
    </message>
    <message>
        <source>It is process {pid} there, and works in {folder}.</source>
        <translation>Es ist dort Prozess {pid} und arbeitet in {folder}.</translation>
    </message>
    <message>
        <source>Close it, or work in another directory: firemode --data-dir DIR app.</source>
        <translation>Dieses schließen oder in einem anderen Verzeichnis arbeiten: firemode --data-dir DIR app.</translation>
    </message>
    <message>
        <source>Where the directory was copied from another computer, and no window is open on it, remove {lock}.</source>
        <translation>Wurde das Verzeichnis von einem anderen Computer kopiert und ist kein Fenster darauf offen, {lock} entfernen.</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>NCC class</source>
        <translation>NCC-Klasse</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>Commission and test pressurised stairs.</source>
        <translation>Druckbelüftete Treppenräume in Betrieb nehmen und prüfen.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Work on this computer</source>
        <translation>Auf diesem Computer arbeiten</translation>
    </message>
    <message>
        <source>New building</source>
        <translation>Neues Gebäude</translation>
    </message>
    <message>
        <source>Describe its stairs, floors and doors, then import its baselines.</source>
        <translation>Seine Treppenräume, Geschosse und Türen beschreiben, dann die Basiswerte importieren.</translation>
    </message>
    <message>
        <source>Pilot building</source>
        <translation>Pilotgebäude</translation>
    </message>
    <message>
        <source>Two stairs of fifteen floors, with everything to try.</source>
        <translation>Zwei Treppenräume mit fünfzehn Geschossen, mit allem zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Connect to office server</source>
        <translation>Mit Server des Büros verbinden</translation>
    </message>
    <message>
        <source>Work on the database that the office shares.</source>
        <translation>Auf der Datenbank arbeiten, die das Büro gemeinsam nutzt.</translation>
    </message>
    <message>
        <source>Bring a backup file back into this database.</source>
        <translation>Eine Sicherungsdatei in diese Datenbank zurückholen.</translation>
    </message>
    <message>
        <source>State</source>
        <comment>of Australia</comment>
        <translation>Bundesstaat</translation>
    </message>
    <message>
        <source>Create building</source>
        <translation>Gebäude anlegen</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>The password goes into this computer&apos;s keyring, never into a file of ours.</source>
        <translation>Das Passwort kommt in den Schlüsselbund dieses Computers, nie in eine unserer Dateien.</translation>
    </message>
    <message>
        <source>The backup takes the place of everything in this database. What is there now is kept aside on the same server, under another name. The file is proven by restoring it beside the database first.</source>
        <translation>Die Sicherung tritt an die Stelle von allem in dieser Datenbank. Was jetzt darin ist, wird auf demselben Server unter anderem Namen beiseitegelegt. Die Datei wird verifiziert, indem sie zuerst neben der Datenbank wiederhergestellt wird.</translation>
    </message>
    <message>
        <source>The building needs a name.</source>
        <translation>Das Gebäude braucht einen Namen.</translation>
    </message>
    <message>
        <source>Creating the building</source>
        <translation>Gebäude wird angelegt</translation>
    </message>
    <message>
        <source>Building the pilot building…</source>
        <translation>Pilotgebäude wird angelegt…</translation>
    </message>
    <message>
        <source>Building the pilot building</source>
        <translation>Pilotgebäude wird angelegt</translation>
    </message>
    <message>
        <source>Backups (*.fmbackup *.backup *.zip);;All files (*)</source>
        <translation>Sicherungen (*.fmbackup *.backup *.zip);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Restoring {file}…</source>
        <translation>{file} wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>Restoring a backup</source>
        <translation>Sicherung wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Everything that was said (Ctrl+Shift+H)</source>
        <translation>Alle bisherigen Meldungen (Ctrl+Shift+H)</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>The result stays on record as it is; the correction stands beside it with its own verdict.</source>
        <translation>Das Ergebnis bleibt erfasst, wie es ist; die Korrektur steht daneben mit ihrem eigenen Urteil.</translation>
    </message>
    <message>
        <source>Why it is corrected; kept with the record</source>
        <translation>Warum es berichtigt wird; wird beim Datensatz aufbewahrt</translation>
    </message>
    <message>
        <source>Reason of the amendment</source>
        <translation>Begründung der Berichtigung</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>Berichtigen</translation>
    </message>
    <message>
        <source>Skip this test? It stays not demonstrated.</source>
        <translation>Diese Prüfung auslassen? Sie bleibt unbelegt.</translation>
    </message>
    <message>
        <source>It could not be carried out? It can be tried again.</source>
        <translation>Ließ es sich nicht ausführen? Ein neuer Versuch ist möglich.</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Accept this reading all the same?</source>
        <translation>Diesen Messwert trotzdem annehmen?</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Let this evidence be missing?</source>
        <translation>Auf diesen Nachweis verzichten?</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>Darauf verzichten</translation>
    </message>
    <message>
        <source>Accept these readings although their instruments have no valid calibration, and do without the evidence that is missing? The reason stands with each of them.</source>
        <translation>Diese Messwerte annehmen, obwohl ihre Messgeräte keine gültige Kalibrierung haben, und auf die fehlenden Nachweise verzichten? Der Grund steht bei jedem von ihnen.</translation>
    </message>
    <message>
        <source>Accept, waive and submit</source>
        <translation>Annehmen, verzichten und einreichen</translation>
    </message>
    <message>
        <source>Approve this session? From then on nothing in it can be changed.</source>
        <translation>Diese Prüfsitzung freigeben? Danach kann darin nichts mehr geändert werden.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>Anmerkung für den Datensatz</translation>
    </message>
    <message>
        <source>What is to be done before it can be approved?</source>
        <translation>Was ist zu tun, bevor sie freigegeben werden kann?</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Cancel this session? What was recorded in it stays on record.</source>
        <translation>Diese Prüfsitzung abbrechen? Was darin erfasst wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Cancel the session</source>
        <translation>Prüfsitzung abbrechen</translation>
    </message>
    <message>
        <source>{left} of {told} still to be looked at · Y or N, arrows move</source>
        <translation>{left} von {told} noch anzusehen · Y oder N, Pfeile bewegen</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>{completed} completed, {skipped} skipped, {failed} not possible</source>
        <translation>{completed} erledigt, {skipped} ausgelassen, {failed} nicht möglich</translation>
    </message>
    <message>
        <source>Compliant</source>
        <translation>Konform</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Durchsicht durch</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>Tür</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>Abw.</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>{serial}, accepted: {accepted_because}</source>
        <translation>{serial}, angenommen: {accepted_because}</translation>
    </message>
    <message>
        <source>The limits themselves pass.</source>
        <translation>Die Grenzwerte selbst gelten als bestanden.</translation>
    </message>
    <message>
        <source>The instrument&apos;s uncertainty is kept clear of the limits (ILAC-G8).</source>
        <translation>Die Messunsicherheit des Messgeräts wird von den Grenzwerten abgezogen (ILAC-G8).</translation>
    </message>
    <message>
        <source>Nothing in the registers is tested at this frequency.</source>
        <translation>Nichts in den Verzeichnissen wird in diesem Intervall geprüft.</translation>
    </message>
    <message>
        <source>All of them are generated and up to date.</source>
        <translation>Alle sind erzeugt und auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>None of them is generated yet; creating the session generates all of them.</source>
        <translation>Noch keine ist erzeugt; das Anlegen der Prüfsitzung erzeugt alle.</translation>
    </message>
    <message>
        <source>Creating the session brings them up to date: {parts}.</source>
        <translation>Das Anlegen der Prüfsitzung bringt sie auf den neuesten Stand: {parts}.</translation>
    </message>
    <message>
        <source>Its {total} tests were up to date.</source>
        <translation>Ihre {total} Prüfungen waren auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>{added} new, {changed} changed, {retired} retired</source>
        <translation>{added} neu, {changed} geändert, {retired} stillgelegt</translation>
    </message>
    <message>
        <source>Its {total} tests were brought up to date: {changed}.</source>
        <translation>Ihre {total} Prüfungen wurden auf den neuesten Stand gebracht: {changed}.</translation>
    </message>
    <message>
        <source>See what changes</source>
        <translation>Ansehen, was sich ändert</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Neue Prüfsitzung</translation>
    </message>
    <message>
        <source>Create session</source>
        <translation>Prüfsitzung anlegen</translation>
    </message>
    <message>
        <source>Day of the visit</source>
        <translation>Tag des Prüftermins</translation>
    </message>
    <message>
        <source>Decision rule</source>
        <translation>Entscheidungsregel</translation>
    </message>
    <message>
        <source>{label} session {day:%Y-%m-%d}</source>
        <translation>Prüfsitzung {label} {day:%Y-%m-%d}</translation>
    </message>
    <message>
        <source>{label} session</source>
        <translation>Prüfsitzung {label}</translation>
    </message>
    <message>
        <source>The day of the visit cannot be read; write it as 5/4/2026, 5 Apr 2026 or 2026-04-05.</source>
        <translation>Der Tag des Prüftermins ist nicht lesbar; zu schreiben als 5/4/2026, 5 Apr 2026 oder 2026-04-05.</translation>
    </message>
    <message>
        <source>Creating the session</source>
        <translation>Prüfsitzung wird angelegt</translation>
    </message>
    <message>
        <source>Session created. {generated}</source>
        <translation>Prüfsitzung angelegt. {generated}</translation>
    </message>
    <message>
        <source>Adding a retest</source>
        <translation>Nachprüfung wird hinzugefügt</translation>
    </message>
    <message>
        <source>Added {identifier}.</source>
        <translation>{identifier} hinzugefügt.</translation>
    </message>
    <message>
        <source>{title}: accepted.{fault}</source>
        <translation>{title}: angenommen.{fault}</translation>
    </message>
    <message>
        <source> A fault was opened.</source>
        <translation> Ein Mangel wurde eröffnet.</translation>
    </message>
    <message>
        <source>Accepting the reading</source>
        <translation>Messwert wird angenommen</translation>
    </message>
    <message>
        <source>{title}: amended.</source>
        <translation>{title}: berichtigt.</translation>
    </message>
    <message>
        <source>Amending the result</source>
        <translation>Ergebnis wird berichtigt</translation>
    </message>
    <message>
        <source>{title}: evidence waived.</source>
        <translation>{title}: auf den Nachweis verzichtet.</translation>
    </message>
    <message>
        <source>Waiving evidence</source>
        <translation>Auf Nachweis wird verzichtet</translation>
    </message>
    <message>
        <source>Keeping {found}</source>
        <translation>{found} wird aufbewahrt</translation>
    </message>
    <message>
        <source>{title}: {many} {file} kept as evidence.</source>
        <translation>{title}: {many} {file} als Nachweis aufbewahrt.</translation>
    </message>
    <message>
        <source>The conditions of the visit are recorded.</source>
        <translation>Die Bedingungen des Prüftermins sind erfasst.</translation>
    </message>
    <message>
        <source>Recording the conditions</source>
        <translation>Bedingungen werden erfasst</translation>
    </message>
    <message>
        <source>{count} of this session {verb} not saved yet; submit it once they are.</source>
        <translation>{count} dieser Prüfsitzung {verb} noch nicht gespeichert; danach einreichen.</translation>
    </message>
    <message>
        <source>Nothing is recorded in this session yet; it is submitted once its tests are done.</source>
        <translation>In dieser Prüfsitzung ist noch nichts erfasst; sie wird eingereicht, sobald ihre Prüfungen erledigt sind.</translation>
    </message>
    <message>
        <source>{sheet} is submitted for review.</source>
        <translation>{sheet} ist zur Durchsicht eingereicht.</translation>
    </message>
    <message>
        <source>Submitting the session</source>
        <translation>Prüfsitzung wird eingereicht</translation>
    </message>
    <message>
        <source>{details} things</source>
        <translation>{details} Punkte</translation>
    </message>
    <message>
        <source>One thing</source>
        <translation>Ein Punkt</translation>
    </message>
    <message>
        <source>{things} to settle before this session can be submitted</source>
        <translation>{things} zu klären, bevor diese Prüfsitzung eingereicht werden kann</translation>
    </message>
    <message>
        <source>Accept and waive {several}…</source>
        <translation>{several} annehmen und verzichten…</translation>
    </message>
    <message>
        <source>Accepting and waiving</source>
        <translation>Annehmen und verzichten</translation>
    </message>
    <message>
        <source>piece of evidence</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>pieces of evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>{readings} accepted, {evidence} waived.</source>
        <translation>{readings} angenommen, auf {evidence} verzichtet.</translation>
    </message>
    <message>
        <source>{sheet} is approved.</source>
        <translation>{sheet} ist freigegeben.</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Den Bericht öffnen</translation>
    </message>
    <message>
        <source>Approving the session</source>
        <translation>Prüfsitzung wird freigegeben</translation>
    </message>
    <message>
        <source>{sheet} is returned.</source>
        <translation>{sheet} ist zurückgegeben.</translation>
    </message>
    <message>
        <source>Returning the session</source>
        <translation>Prüfsitzung wird zurückgegeben</translation>
    </message>
    <message>
        <source>{sheet} is cancelled.</source>
        <translation>{sheet} ist abgebrochen.</translation>
    </message>
    <message>
        <source>Cancelling the session</source>
        <translation>Prüfsitzung wird abgebrochen</translation>
    </message>
    <message>
        <source>{found} completed tests judged again</source>
        <translation>{found} erledigte Prüfungen neu beurteilt</translation>
    </message>
    <message>
        <source>{words}; all of them as recorded.</source>
        <translation>{words}; alle wie erfasst.</translation>
    </message>
    <message>
        <source>would now be: {verdict}.</source>
        <translation>wäre jetzt: {verdict}.</translation>
    </message>
    <message>
        <source>{words}; {different} would come out differently</source>
        <translation>{words}; {different} fielen anders aus</translation>
    </message>
    <message>
        <source>Wrote {written}.</source>
        <translation>{written} geschrieben.</translation>
    </message>
    <message>
        <source>Read before</source>
        <translation>Zuvor gelesen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Checks, evidence and history</source>
        <translation>Kontrollen, Nachweise und Verlauf</translation>
    </message>
    <message>
        <source> by {recorded_by}</source>
        <translation> durch {recorded_by}</translation>
    </message>
    <message>
        <source>Measured {at}; recorded{by}.</source>
        <translation>Gemessen {at}; erfasst{by}.</translation>
    </message>
    <message>
        <source>With {serial_number}{rest}.</source>
        <translation>Mit {serial_number}{rest}.</translation>
    </message>
    <message>
        <source> by {accepted_by}</source>
        <translation> durch {accepted_by}</translation>
    </message>
    <message>
        <source>Instrument accepted{by}: {accepted_because}</source>
        <translation>Messgerät angenommen{by}: {accepted_because}</translation>
    </message>
    <message>
        <source>Velocity at point {number} in metres per second</source>
        <translation>Luftgeschwindigkeit an Punkt {number} in Metern pro Sekunde</translation>
    </message>
    <message>
        <source>Velocity at point {point} in metres per second, {hint}</source>
        <translation>Luftgeschwindigkeit an Punkt {point} in Metern pro Sekunde, {hint}</translation>
    </message>
    <message>
        <source>{x} m from the left, {y} m above the floor</source>
        <translation>{x} m von links, {y} m über dem Boden</translation>
    </message>
    <message>
        <source>{x} % of the width from the left, {y} % of the height up</source>
        <translation>{x} % der Breite von links, {y} % der Höhe aufwärts</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>Größe nicht bekannt</translation>
    </message>
    <message>
        <source>Nine points: {grid}</source>
        <translation>Neun Punkte: {grid}</translation>
    </message>
    <message>
        <source>Nine points</source>
        <translation>Neun Punkte</translation>
    </message>
    <message>
        <source>What was read is multiplied by {factor} for the density of the air, and kept.</source>
        <translation>Der abgelesene Wert wird wegen der Dichte der Luft mit {factor} multipliziert und aufbewahrt.</translation>
    </message>
    <message>
        <source>As read</source>
        <translation>Wie gelesen</translation>
    </message>
    <message>
        <source>Multiply by {factor}</source>
        <translation>Mit {factor} multiplizieren</translation>
    </message>
    <message>
        <source>Rows of the panel’s log</source>
        <translation>Zeilen des Protokolls der Zentrale</translation>
    </message>
    <message>
        <source>Planned and observed</source>
        <translation>Geplant und beobachtet</translation>
    </message>
    <message>
        <source>Panel log</source>
        <translation>Protokoll der Zentrale</translation>
    </message>
    <message>
        <source>Component of this row</source>
        <translation>Komponente dieser Zeile</translation>
    </message>
    <message>
        <source>Action of this row</source>
        <translation>Aktion dieser Zeile</translation>
    </message>
    <message>
        <source>Take as this</source>
        <translation>Als dies übernehmen</translation>
    </message>
    <message>
        <source>Every row of this point with this event is this effect; remembered for the building</source>
        <translation>Jede Zeile dieses Punktes mit diesem Ereignis ist diese Wirkung; für das Gebäude gemerkt</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>X in the list</source>
        <translation>X in der Liste</translation>
    </message>
    <message>
        <source>This is the trigger</source>
        <translation>Dies ist der Auslöser</translation>
    </message>
    <message>
        <source>T in the list</source>
        <translation>T in der Liste</translation>
    </message>
    <message>
        <source>The log counts from the trigger</source>
        <translation>Das Protokoll zählt ab dem Auslöser</translation>
    </message>
    <message>
        <source>Use these times</source>
        <translation>Diese Zeiten verwenden</translation>
    </message>
    <message>
        <source>Ctrl+Enter: into the test, to be looked at and recorded; the log is kept as evidence</source>
        <translation>Ctrl+Enter: in die Prüfung, zum Ansehen und Erfassen; das Protokoll wird als Nachweis aufbewahrt</translation>
    </message>
    <message>
        <source>Enter says what a row is · T the trigger · X left out · Ctrl+Enter uses the times</source>
        <translation>Enter sagt, was eine Zeile ist · T der Auslöser · X ausgelassen · Ctrl+Enter verwendet die Zeiten</translation>
    </message>
    <message>
        <source>Panel log · {file_name}</source>
        <translation>Protokoll der Zentrale · {file_name}</translation>
    </message>
    <message>
        <source>Which row is the trigger?</source>
        <translation>Welche Zeile ist der Auslöser?</translation>
    </message>
    <message>
        <source>Not as planned: {failed} of {steps} fail</source>
        <translation>Nicht wie geplant: {failed} von {steps} nicht bestanden</translation>
    </message>
    <message>
        <source>As planned</source>
        <translation>Wie geplant</translation>
    </message>
    <message>
        <source>Choose a row to say what it is.</source>
        <translation>Eine Zeile wählen, um zu sagen, was sie ist.</translation>
    </message>
    <message>
        <source>Row {row}: {told} – {reason}</source>
        <translation>Zeile {row}: {told} – {reason}</translation>
    </message>
    <message>
        <source>trigger in row {row}</source>
        <translation>Auslöser in Zeile {row}</translation>
    </message>
    <message>
        <source>the log counts from the trigger</source>
        <translation>das Protokoll zählt ab dem Auslöser</translation>
    </message>
    <message>
        <source>row {row}: {words}</source>
        <translation>Zeile {row}: {words}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Drop files here, or paste a picture.</source>
        <translation>Dateien hier ablegen oder ein Bild einfügen.</translation>
    </message>
    <message>
        <source>Read the files again and compare them with what was recorded</source>
        <translation>Die Dateien erneut lesen und mit dem Erfassten vergleichen</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andere Dateien</translation>
    </message>
    <message>
        <source>{many} {noun} of this session not sent yet</source>
        <translation>{many} {noun} dieser Prüfsitzung noch nicht gesendet</translation>
    </message>
    <message>
        <source> (if there is one)</source>
        <translation> (falls vorhanden)</translation>
    </message>
    <message>
        <source>Waived: {waived_because}</source>
        <translation>Darauf verzichtet: {waived_because}</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add: {prompt}</source>
        <translation>Hinzufügen: {prompt}</translation>
    </message>
    <message>
        <source>needed to submit</source>
        <translation>zum Einreichen nötig</translation>
    </message>
    <message>
        <source>Waive…</source>
        <translation>Darauf verzichten…</translation>
    </message>
    <message>
        <source>What was copied last is neither a file nor a picture.</source>
        <translation>Das zuletzt Kopierte ist weder eine Datei noch ein Bild.</translation>
    </message>
    <message>
        <source>Reading pictures</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>Opening {file}</source>
        <translation>{file} wird geöffnet</translation>
    </message>
    <message>
        <source>Reading evidence again</source>
        <translation>Nachweise werden erneut gelesen</translation>
    </message>
    <message>
        <source>{wrong} of {states} files are not what was recorded, or not here.</source>
        <translation>{wrong} von {states} Dateien sind nicht das Erfasste oder nicht hier.</translation>
    </message>
    <message>
        <source>{states} {file} read again: unchanged.</source>
        <translation>{states} {file} erneut gelesen: unverändert.</translation>
    </message>
    <message>
        <source>No bucket is set up for evidence; it lies in the folder of this computer.</source>
        <translation>Für Nachweise ist kein Bucket eingerichtet; sie liegen im Ordner dieses Computers.</translation>
    </message>
    <message>
        <source>Sending evidence</source>
        <translation>Nachweise werden gesendet</translation>
    </message>
    <message>
        <source>{done} of {of} MB</source>
        <translation>{done} von {of} MB</translation>
    </message>
    <message>
        <source>not what was recorded</source>
        <translation>nicht das Erfasste</translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation>nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>unchanged · {when}</source>
        <translation>unverändert · {when}</translation>
    </message>
    <message>
        <source>kept here, not saved yet</source>
        <translation>hier aufbewahrt, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>{when} · not sent yet</source>
        <translation>{when} · noch nicht gesendet</translation>
    </message>
    <message>
        <source>SHA-256 {sha256}</source>
        <translation>SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>There is no picture of this file here. Enter opens it in its own program.</source>
        <translation>Hier gibt es kein Bild dieser Datei. Enter öffnet sie in ihrem eigenen Programm.</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Datei wird gelesen…</translation>
    </message>
    <message>
        <source>File before this</source>
        <translation>Datei davor</translation>
    </message>
    <message>
        <source>File after this</source>
        <translation>Datei danach</translation>
    </message>
    <message>
        <source>Evidence: {file}</source>
        <translation>Nachweis: {file}</translation>
    </message>
    <message>
        <source>as typed</source>
        <translation>wie eingegeben</translation>
    </message>
    <message>
        <source>{as_typed} as typed</source>
        <translation>{as_typed} wie eingegeben</translation>
    </message>
    <message>
        <source>{slip_words} Enter again records {as_typed}.</source>
        <translation>{slip_words} Nochmals Enter erfasst {as_typed}.</translation>
    </message>
    <message>
        <source>{slips} of these may have been read in {unit}.</source>
        <translation>{slips} davon könnten in {unit} abgelesen sein.</translation>
    </message>
    <message>
        <source>Take {slips} {into}</source>
        <translation>{slips} {into} übernehmen</translation>
    </message>
    <message>
        <source>Convert them</source>
        <translation>Umrechnen</translation>
    </message>
    <message>
        <source>Does the door close and latch by itself</source>
        <translation>Schließt und verriegelt die Tür von selbst</translation>
    </message>
    <message>
        <source>Reading in {unit}</source>
        <translation>Messwert in {unit}</translation>
    </message>
    <message>
        <source>Response time in seconds</source>
        <translation>Reaktionszeit in Sekunden</translation>
    </message>
    <message>
        <source>Was it observed?</source>
        <translation>Wurde es beobachtet?</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Was it observed</source>
        <translation>Wurde es beobachtet</translation>
    </message>
    <message>
        <source>Evidence (*.jpg *.jpeg *.png *.webp *.heic *.mp4 *.mov *.pdf *.txt *.csv *.log);;All files (*)</source>
        <translation>Nachweise (*.jpg *.jpeg *.png *.webp *.heic *.mp4 *.mov *.pdf *.txt *.csv *.log);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Event logs (*.csv *.txt *.log *.tsv *.xlsx *.xlsm *.xls *.ods);;All files (*)</source>
        <translation>Ereignisprotokolle (*.csv *.txt *.log *.tsv *.xlsx *.xlsm *.xls *.ods);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Write the results template</source>
        <translation>Ergebnisvorlage schreiben</translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation>Nachweis hinzufügen</translation>
    </message>
    <message>
        <source>Open the panel’s event log</source>
        <translation>Das Ereignisprotokoll der Zentrale öffnen</translation>
    </message>
    <message>
        <source>Fan running</source>
        <translation>Ventilator läuft</translation>
    </message>
    <message>
        <source>Fan off</source>
        <translation>Ventilator aus</translation>
    </message>
    <message>
        <source>The same door, {caption}: {reading}</source>
        <translation>Dieselbe Tür, {caption}: {reading}</translation>
    </message>
    <message>
        <source>Sessions, expected tests, calendar</source>
        <translation>Prüfsitzungen, vorgesehene Prüfungen, Kalender</translation>
    </message>
    <message>
        <source>Read last</source>
        <translation>Zuletzt gelesen</translation>
    </message>
    <message>
        <source>mean of nine</source>
        <translation>Mittel aus neun</translation>
    </message>
    <message>
        <source>‹ Sessions</source>
        <translation>‹ Prüfsitzungen</translation>
    </message>
    <message>
        <source>Back to the sessions</source>
        <translation>Zurück zu den Prüfsitzungen</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Einreichen</translation>
    </message>
    <message>
        <source>Return…</source>
        <translation>Zurückgeben…</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Filter: level-8 force, near, sn-12345…</source>
        <translation>Filter: level-8 kraft, nahe, sn-12345…</translation>
    </message>
    <message>
        <source>Filter the tests</source>
        <translation>Die Prüfungen filtern</translation>
    </message>
    <message>
        <source>How the session is shown</source>
        <translation>Anzeige der Prüfsitzung</translation>
    </message>
    <message>
        <source>Which tests</source>
        <translation>Welche Prüfungen</translation>
    </message>
    <message>
        <source>What the instructions of the tests to do allow for, without the way between them.</source>
        <translation>Was die Anweisungen der offenen Prüfungen vorsehen, ohne die Wege dazwischen.</translation>
    </message>
    <message>
        <source>{reviewed_by}: {review_note}</source>
        <translation>{reviewed_by}: {review_note}</translation>
    </message>
    <message>
        <source>The reviewer</source>
        <translation>Die durchsehende Person</translation>
    </message>
    <message>
        <source>{done} of {of} tests done</source>
        <translation>{done} von {of} Prüfungen erledigt</translation>
    </message>
    <message>
        <source>{about} left</source>
        <translation>noch {about}</translation>
    </message>
    <message>
        <source>Take results from a workbook…</source>
        <translation>Ergebnisse aus einer Arbeitsmappe übernehmen…</translation>
    </message>
    <message>
        <source>Write the results template…</source>
        <translation>Ergebnisvorlage schreiben…</translation>
    </message>
    <message>
        <source>Validate again</source>
        <translation>Erneut validieren</translation>
    </message>
    <message>
        <source>Cancel the session…</source>
        <translation>Prüfsitzung abbrechen…</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>How it is done</source>
        <translation>So wird es gemacht</translation>
    </message>
    <message>
        <source>Time left of this instruction</source>
        <translation>Restzeit dieser Anweisung</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>looking at the session</source>
        <translation>Prüfsitzung wird angesehen</translation>
    </message>
    <message>
        <source>judging every reading</source>
        <translation>jeder Messwert wird beurteilt</translation>
    </message>
    <message>
        <source>keeping the evidence</source>
        <translation>Nachweise werden abgelegt</translation>
    </message>
    <message>
        <source>Type to correct a cell. F8: the next problem. F6: to the problems and the buttons. Alt+R: the first repair.</source>
        <translation>Eine Zelle durch Eingabe berichtigen. F8: nächstes Problem. F6: zu den Problemen und Schaltflächen. Alt+R: erste Reparatur.</translation>
    </message>
    <message>
        <source>Results from a workbook</source>
        <translation>Ergebnisse aus einer Arbeitsmappe</translation>
    </message>
    <message>
        <source>Write the template…</source>
        <translation>Vorlage schreiben…</translation>
    </message>
    <message>
        <source>Record</source>
        <comment>verb</comment>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Choose a workbook of results, or drop it here</source>
        <translation>Eine Arbeitsmappe mit Ergebnissen wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>The template of this session filled in, or any sheet (.xlsx, .xls, .ods, CSV) with a test a row. Every cell is checked and every reading judged first; nothing is recorded until you confirm.</source>
        <translation>Die ausgefüllte Vorlage dieser Prüfsitzung oder ein beliebiges Blatt (.xlsx, .xls, .ods, CSV) mit einer Prüfung je Zeile. Zuerst wird jede Zelle geprüft und jeder Messwert beurteilt; nichts wird erfasst, bis Sie bestätigen.</translation>
    </message>
    <message>
        <source>Results of {name}</source>
        <translation>Ergebnisse von {name}</translation>
    </message>
    <message>
        <source>{file} was not read: results are still being recorded.</source>
        <translation>{file} wurde nicht gelesen: Ergebnisse werden noch erfasst.</translation>
    </message>
    <message>
        <source>Recording {results}</source>
        <translation>{results} werden erfasst</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>The rows left out are in {rejected}.</source>
        <translation>Die ausgelassenen Zeilen sind in {rejected}.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was recorded.</source>
        <translation>Abgebrochen. Es wurde nichts erfasst.</translation>
    </message>
    <message>
        <source>what would become of the row</source>
        <translation>was aus der Zeile würde</translation>
    </message>
    <message>
        <source>This reading would not be judged: {verdict_words}.</source>
        <translation>Dieser Messwert würde nicht beurteilt: {verdict_words}.</translation>
    </message>
    <message>
        <source>This reading would pass: {verdict_words}.</source>
        <translation>Dieser Messwert wäre bestanden: {verdict_words}.</translation>
    </message>
    <message>
        <source> and open a fault of class {fault}</source>
        <translation> und einen Mangel der Klasse {fault} eröffnen</translation>
    </message>
    <message>
        <source>This reading would fail{opens}.</source>
        <translation>Dieser Messwert wäre nicht bestanden{opens}.</translation>
    </message>
    <message>
        <source>Nothing to record: no test of this file is filled in.</source>
        <translation>Nichts zu erfassen: Keine Prüfung dieser Datei ist ausgefüllt.</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>nicht möglich</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>fault {fault}</source>
        <translation>Mangel {fault}</translation>
    </message>
    <message>
        <source>{whole_file_errors} Nothing can be recorded until the file is right.</source>
        <translation>{whole_file_errors} Nichts kann erfasst werden, bis die Datei stimmt.</translation>
    </message>
    <message>
        <source> {results} would be good.</source>
        <translation> {results} wären in Ordnung.</translation>
    </message>
    <message>
        <source>{rows} cannot be recorded {stand}.{rest}</source>
        <translation>{rows} {stand} nicht erfassbar.{rest}</translation>
    </message>
    <message>
        <source>Nothing to record: {standing} on record already.</source>
        <translation>Nichts zu erfassen: {standing} schon erfasst.</translation>
    </message>
    <message>
        <source>, {unchanged:,} unchanged</source>
        <translation>, {unchanged:,} unverändert</translation>
    </message>
    <message>
        <source>{results} to be recorded{same}.</source>
        <translation>{results} zu erfassen{same}.</translation>
    </message>
    <message>
        <source>the one row is</source>
        <translation>die eine Zeile ist</translation>
    </message>
    <message>
        <source>all {rows:,} rows are</source>
        <translation>alle {rows:,} Zeilen sind</translation>
    </message>
    <message>
        <source>{faults} would be opened</source>
        <translation>{faults} würden eröffnet</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>Mangel</translation>
    </message>
    <message>
        <source>faults</source>
        <translation>Mängel</translation>
    </message>
    <message>
        <source>{tests} not filled in</source>
        <translation>{tests} nicht ausgefüllt</translation>
    </message>
    <message>
        <source>, {faults} opened</source>
        <translation>, {faults} eröffnet</translation>
    </message>
    <message>
        <source>{file_name}: {results} recorded{same}{faults}.</source>
        <translation>{file_name}: {results} erfasst{same}{faults}.</translation>
    </message>
    <message>
        <source>conditional pass</source>
        <translation>bedingt bestanden</translation>
    </message>
    <message>
        <source>conditional fail</source>
        <translation>bedingt nicht bestanden</translation>
    </message>
    <message>
        <source>{read} is {conversion} {into}</source>
        <translation>{read} sind {conversion} {into}</translation>
    </message>
    <message>
        <source>Enter takes {conversion} {into}.</source>
        <translation>Enter übernimmt {conversion} {into}.</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>{seen} of {seen2} seen</source>
        <translation>{seen} von {seen2} gesehen</translation>
    </message>
    <message>
        <source>What stays blank counts as not seen.</source>
        <translation>Was leer bleibt, zählt als nicht gesehen.</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>Passt nicht</translation>
    </message>
    <message>
        <source>{unseen} {step} not seen</source>
        <translation>{unseen} {step} nicht gesehen</translation>
    </message>
    <message>
        <source>{many}; what stays blank counts as not seen.</source>
        <translation>{many}; was leer bleibt, zählt als nicht gesehen.</translation>
    </message>
    <message>
        <source>mean of {present} points {mean} m/s; point {listed} to go</source>
        <translation>Mittel aus {present} Punkten {mean} m/s; Punkt {listed} fehlt noch</translation>
    </message>
    <message>
        <source>mean {value} m/s</source>
        <translation>Mittel {value} m/s</translation>
    </message>
    <message>
        <source>baseline {baseline_value} {unit}</source>
        <translation>Basiswert {baseline_value} {unit}</translation>
    </message>
    <message>
        <source>Remembering the panel’s points</source>
        <translation>Punkte der Zentrale werden gemerkt</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>zu tun</translation>
    </message>
    <message>
        <source>Something in the program went wrong with it; it stays on this computer.</source>
        <translation>Damit ist im Programm etwas schiefgegangen; es bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Wird erfasst</translation>
    </message>
    <message>
        <source>{count} of {at} {verb} saved now.</source>
        <translation>{count} von {at} {verb} jetzt gespeichert.</translation>
    </message>
    <message>
        <source>the database cannot be reached</source>
        <translation>die Datenbank ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the database has not answered</source>
        <translation>die Datenbank hat nicht geantwortet</translation>
    </message>
    <message>
        <source>{count} {is_} not saved yet: {why}. {it} kept on this computer and will be saved when it is back.</source>
        <translation>{count} {is_} noch nicht gespeichert: {why}. {it} auf diesem Computer aufbewahrt; gespeichert wird, sobald sie wieder da ist.</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>Es ist</translation>
    </message>
    <message>
        <source>They are</source>
        <translation>Sie sind</translation>
    </message>
    <message>
        <source>{mine}: {by} has recorded {theirs} meanwhile; you entered {mine2}.</source>
        <translation>{mine}: {by} hat inzwischen {theirs} erfasst; eingegeben war {mine2}.</translation>
    </message>
    <message>
        <source>Keep {theirs}</source>
        <translation>{theirs} behalten</translation>
    </message>
    <message>
        <source>Add a retest with mine</source>
        <translation>Nachprüfung mit eigenem Wert hinzufügen</translation>
    </message>
    <message>
        <source>{words} And {more} more.</source>
        <translation>{words} Und {more} weitere.</translation>
    </message>
    <message>
        <source>it</source>
        <translation>er</translation>
    </message>
    <message>
        <source>they</source>
        <translation>sie</translation>
    </message>
    <message>
        <source>{count} of {who} ({at}) {verb} kept on this computer and not saved yet; {they} will be when {who} signs in.</source>
        <translation>{count} von {who} ({at}) {verb} auf diesem Computer aufbewahrt und noch nicht gespeichert; gespeichert wird bei der Anmeldung von {who} ({they}).</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>what was typed is kept</source>
        <translation>die Eingabe bleibt erhalten</translation>
    </message>
    <message>
        <source>{words}, not recorded</source>
        <translation>{words}, nicht erfasst</translation>
    </message>
    <message>
        <source>One test at a time</source>
        <translation>Eine Prüfung nach der anderen</translation>
    </message>
    <message>
        <source>Tests as a list</source>
        <translation>Prüfungen als Liste</translation>
    </message>
    <message>
        <source>Review the session</source>
        <translation>Prüfsitzung durchsehen</translation>
    </message>
    <message>
        <source>Take the conversion</source>
        <translation>Umrechnung übernehmen</translation>
    </message>
    <message>
        <source>unit slip lbf inwg ft/min ctrl+u</source>
        <translation>einheit irrtum lbf inwg ft/min ctrl+u</translation>
    </message>
    <message>
        <source>Correct for the density of the air</source>
        <translation>Um die Dichte der Luft berichtigen</translation>
    </message>
    <message>
        <source>thermal anemometer ctrl+d</source>
        <translation>hitzdraht anemometer ctrl+d</translation>
    </message>
    <message>
        <source>Start or stop the stopwatch</source>
        <translation>Stoppuhr starten oder anhalten</translation>
    </message>
    <message>
        <source>seconds trigger cause effect space</source>
        <translation>sekunden auslöser ursache wirkung leertaste</translation>
    </message>
    <message>
        <source>The visits to the building: what is tested, what was read, how it stands, who approved it.</source>
        <translation>Die Prüftermine im Gebäude: was geprüft wird, was abgelesen wurde, wie es steht, wer freigegeben hat.</translation>
    </message>
    <message>
        <source>New session…</source>
        <translation>Neue Prüfsitzung…</translation>
    </message>
    <message>
        <source>create begin visit</source>
        <translation>anlegen beginnen prüftermin</translation>
    </message>
    <message>
        <source>Save the schedule</source>
        <translation>Prüfplan speichern</translation>
    </message>
    <message>
        <source>generate templates count schedule</source>
        <translation>erzeugen vorlagen anzahl prüfplan</translation>
    </message>
    <message>
        <source>due month planned overdue ics</source>
        <translation>fällig monat geplant überfällig ics</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>Alle Prüfsitzungen</translation>
    </message>
    <message>
        <source>back list</source>
        <translation>zurück liste</translation>
    </message>
    <message>
        <source>Next test to do</source>
        <translation>Nächste offene Prüfung</translation>
    </message>
    <message>
        <source>pending walking order</source>
        <translation>offen ausstehend rundgang reihenfolge</translation>
    </message>
    <message>
        <source>Test after this</source>
        <translation>Prüfung danach</translation>
    </message>
    <message>
        <source>Test before this</source>
        <translation>Prüfung davor</translation>
    </message>
    <message>
        <source>Show tests: {which}</source>
        <translation>Prüfungen anzeigen: {which}</translation>
    </message>
    <message>
        <source>mode view</source>
        <translation>modus ansicht</translation>
    </message>
    <message>
        <source>Conditions of the visit</source>
        <translation>Bedingungen des Prüftermins</translation>
    </message>
    <message>
        <source>weather temperature wind</source>
        <translation>wetter temperatur wind</translation>
    </message>
    <message>
        <source>Start or hold the countdown</source>
        <translation>Countdown starten oder anhalten</translation>
    </message>
    <message>
        <source>instruction timer clock</source>
        <translation>anweisung timer uhr</translation>
    </message>
    <message>
        <source>Skip this test…</source>
        <translation>Diese Prüfung auslassen…</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>auslassen weglassen</translation>
    </message>
    <message>
        <source>This test is not possible…</source>
        <translation>Diese Prüfung ist nicht möglich…</translation>
    </message>
    <message>
        <source>failed could not</source>
        <translation>fehlgeschlagen nicht möglich</translation>
    </message>
    <message>
        <source>Retest</source>
        <translation>Nachprüfung</translation>
    </message>
    <message>
        <source>again repeat</source>
        <translation>wieder wiederholen</translation>
    </message>
    <message>
        <source>Amend the result…</source>
        <translation>Ergebnis berichtigen…</translation>
    </message>
    <message>
        <source>correct correction</source>
        <translation>berichtigen korrektur</translation>
    </message>
    <message>
        <source>Add evidence…</source>
        <translation>Nachweis hinzufügen…</translation>
    </message>
    <message>
        <source>photo video file</source>
        <translation>foto video datei</translation>
    </message>
    <message>
        <source>Paste as evidence</source>
        <translation>Als Nachweis einfügen</translation>
    </message>
    <message>
        <source>photo clipboard picture</source>
        <translation>foto zwischenablage bild</translation>
    </message>
    <message>
        <source>Check the evidence of this test</source>
        <translation>Die Nachweise dieser Prüfung überprüfen</translation>
    </message>
    <message>
        <source>verify hash files</source>
        <translation>verifizieren hash dateien</translation>
    </message>
    <message>
        <source>Send evidence to the bucket</source>
        <translation>Nachweise an den Bucket senden</translation>
    </message>
    <message>
        <source>sync upload s3</source>
        <translation>abgleich hochladen s3</translation>
    </message>
    <message>
        <source>import excel</source>
        <translation>import excel</translation>
    </message>
    <message>
        <source>export excel</source>
        <translation>export excel</translation>
    </message>
    <message>
        <source>recheck judge</source>
        <translation>erneut prüfen beurteilen</translation>
    </message>
    <message>
        <source>hand in</source>
        <translation>einreichen abgeben</translation>
    </message>
    <message>
        <source>Approve the session…</source>
        <translation>Prüfsitzung freigeben…</translation>
    </message>
    <message>
        <source>review freeze</source>
        <translation>durchsicht einfrieren</translation>
    </message>
    <message>
        <source>Return the session…</source>
        <translation>Prüfsitzung zurückgeben…</translation>
    </message>
    <message>
        <source>review note</source>
        <translation>durchsicht anmerkung</translation>
    </message>
    <message>
        <source>{file} was checked but is not recorded.</source>
        <translation>{file} wurde geprüft, ist aber nicht erfasst.</translation>
    </message>
    <message>
        <source>Sessions holds {drafts} {reading} typed and not recorded.</source>
        <translation>Prüfsitzungen enthält {drafts} {reading}, eingegeben und nicht erfasst.</translation>
    </message>
    <message>
        <source>it is</source>
        <translation>es ist</translation>
    </message>
    <message>
        <source>they are</source>
        <translation>sie sind</translation>
    </message>
    <message>
        <source>{count} {verb} not saved yet; {they} kept on this computer until the next start.</source>
        <translation>{count} {verb} noch nicht gespeichert; {they} bis zum nächsten Start auf diesem Computer aufbewahrt.</translation>
    </message>
    <message>
        <source>no recorded type</source>
        <translation>kein erfasster Typ</translation>
    </message>
    <message>
        <source>{has}; a {wanted} is needed</source>
        <translation>{has}; nötig ist: {wanted}</translation>
    </message>
    <message>
        <source>certificate {cert_number}, valid until {expiry_date}</source>
        <translation>Kalibrierschein {cert_number}, gültig bis {expiry_date}</translation>
    </message>
    <message>
        <source>no certificate that is valid on {day}</source>
        <translation>kein am {day} gültiger Kalibrierschein</translation>
    </message>
    <message>
        <source>calibration ended on {ended}; a supervisor has to accept the reading</source>
        <translation>Kalibrierung endete am {ended}; die Aufsicht muss den Messwert annehmen</translation>
    </message>
    <message>
        <source>Enter an instrument in the register…</source>
        <translation>Ein Messgerät ins Verzeichnis eintragen…</translation>
    </message>
    <message>
        <source>Choose the {wanted}…</source>
        <translation>{wanted} wählen…</translation>
    </message>
    <message>
        <source>No {wanted} in the register</source>
        <translation>Kein {wanted} im Verzeichnis</translation>
    </message>
    <message>
        <source>instrument</source>
        <translation>Messgerät</translation>
    </message>
    <message>
        <source>One thing keeps</source>
        <translation>Ein Punkt verhindert</translation>
    </message>
    <message>
        <source>{stopped} things keep</source>
        <translation>{stopped} Punkte verhindern</translation>
    </message>
    <message>
        <source>{count} it from being handed in</source>
        <translation>{count} das Einreichen</translation>
    </message>
    <message>
        <source>Nothing stands in the way</source>
        <translation>Nichts steht im Wege</translation>
    </message>
    <message>
        <source>It can be handed in to a supervisor.</source>
        <translation>Sie kann bei der Aufsicht eingereicht werden.</translation>
    </message>
    <message>
        <source>You recorded readings of it yourself. As the only person here you may approve it; the report says so.</source>
        <translation>Sie haben Messwerte davon selbst erfasst. Als einzige Person hier dürfen Sie freigeben; der Bericht sagt es.</translation>
    </message>
    <message>
        <source>Waiting for your decision</source>
        <translation>Wartet auf Ihre Entscheidung</translation>
    </message>
    <message>
        <source>Waiting for its reviewer</source>
        <translation>Wartet auf die Durchsicht</translation>
    </message>
    <message>
        <source>by {by} on {at}</source>
        <translation>von {by} am {at}</translation>
    </message>
    <message>
        <source>Nothing in it changes any more; a correction is an amendment beside the record.</source>
        <translation>Darin ändert sich nichts mehr; eine Korrektur ist eine Berichtigung neben dem Datensatz.</translation>
    </message>
    <message>
        <source>{by} returned it: {note}</source>
        <translation>{by} gab sie zurück: {note}</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Nothing asks for a second look.</source>
        <translation>Nichts verlangt einen zweiten Blick.</translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation>Worauf sie beruht</translation>
    </message>
    <message>
        <source>What happened to it</source>
        <translation>Was damit geschah</translation>
    </message>
    <message>
        <source>What the session rests on and what happened to it</source>
        <translation>Worauf die Prüfsitzung beruht und was mit ihr geschah</translation>
    </message>
    <message>
        <source>{at} · {deed} by {by}</source>
        <translation>{at} · {deed} von {by}</translation>
    </message>
    <message>
        <source>What to look at before this session is approved</source>
        <translation>Was anzusehen ist, bevor diese Prüfsitzung freigegeben wird</translation>
    </message>
    <message>
        <source>Tests of the session</source>
        <translation>Prüfungen der Prüfsitzung</translation>
    </message>
    <message>
        <source>{title} is recorded by now ({reading}); you had typed {typed}.</source>
        <translation>{title} ist inzwischen erfasst ({reading}); eingegeben war {typed}.</translation>
    </message>
    <message>
        <source>Every test of this session is done.</source>
        <translation>Jede Prüfung dieser Prüfsitzung ist erledigt.</translation>
    </message>
    <message>
        <source>{words}, entered {at:%H:%M}</source>
        <translation>{words}, eingegeben {at:%H:%M}</translation>
    </message>
    <message>
        <source>{count} not saved yet</source>
        <translation>{count} noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Something else…</source>
        <translation>Etwas anderes…</translation>
    </message>
    <message>
        <source>An effect that belongs to no step was seen · + while the stopwatch runs</source>
        <translation>Eine Wirkung, die zu keinem Schritt gehört, wurde gesehen · +, während die Stoppuhr läuft</translation>
    </message>
    <message>
        <source>Nothing seen</source>
        <translation>Nichts gesehen</translation>
    </message>
    <message>
        <source>Panel log…</source>
        <translation>Protokoll der Zentrale…</translation>
    </message>
    <message>
        <source>Take the times from the fire panel’s event log (CSV)</source>
        <translation>Die Zeiten aus dem Ereignisprotokoll der Brandmelderzentrale übernehmen (CSV)</translation>
    </message>
    <message>
        <source>Take back the stopwatch and everything that was stamped with it</source>
        <translation>Die Stoppuhr und alles damit Gestempelte zurücknehmen</translation>
    </message>
    <message>
        <source>Undo reset</source>
        <translation>Zurücksetzen rückgängig</translation>
    </message>
    <message>
        <source>{keys}: seen now · Point: the one waited for · +: something else · Backspace: take back</source>
        <translation>{keys}: jetzt gesehen · Punkt: der erwartete · +: etwas anderes · Backspace: zurücknehmen</translation>
    </message>
    <message>
        <source>Space at the trigger starts the stopwatch, or type the seconds.</source>
        <translation>Die Leertaste startet beim Auslöser die Stoppuhr; oder die Sekunden eingeben.</translation>
    </message>
    <message>
        <source>{after} Space lets the stopwatch go on.</source>
        <translation>{after} Die Leertaste lässt die Stoppuhr weiterlaufen.</translation>
    </message>
    <message>
        <source>No step was seen: choose Nothing seen if that is so, or type the seconds.</source>
        <translation>Kein Schritt wurde gesehen: in diesem Fall „Nichts gesehen“ wählen, sonst die Sekunden eingeben.</translation>
    </message>
    <message>
        <source>{unseen} {step} not seen. </source>
        <translation>{unseen} {step} nicht gesehen. </translation>
    </message>
    <message>
        <source>step was</source>
        <translation>Schritt wurde</translation>
    </message>
    <message>
        <source>steps were</source>
        <translation>Schritte wurden</translation>
    </message>
    <message>
        <source>{left}Enter records. Drag a mark to correct it.</source>
        <translation>{left}Enter erfasst. Eine Markierung ziehen, um sie zu berichtigen.</translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation>Noch keine Prüfsitzungen</translation>
    </message>
    <message>
        <source>A session is one visit: the tests that are due, with what is read on the day. The tests follow from the registers.</source>
        <translation>Eine Prüfsitzung ist ein Prüftermin: die fälligen Prüfungen mit dem, was an dem Tag abgelesen wird. Die Prüfungen ergeben sich aus den Verzeichnissen.</translation>
    </message>
    <message>
        <source>Test before this · Ctrl+Page Up</source>
        <translation>Prüfung davor · Ctrl+Page Up</translation>
    </message>
    <message>
        <source>Test after this · Ctrl+Page Down</source>
        <translation>Prüfung danach · Ctrl+Page Down</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Auslassen…</translation>
    </message>
    <message>
        <source>Not possible…</source>
        <translation>Nicht möglich…</translation>
    </message>
    <message>
        <source>Accept instrument…</source>
        <translation>Messgerät annehmen…</translation>
    </message>
    <message>
        <source>Amend…</source>
        <translation>Berichtigen…</translation>
    </message>
    <message>
        <source>A reading is needed.</source>
        <translation>Ein Messwert ist nötig.</translation>
    </message>
    <message>
        <source>cannot be recorded yet</source>
        <translation>noch nicht erfassbar</translation>
    </message>
    <message>
        <source>Which {name} was used?</source>
        <translation>Was wurde verwendet: {name}?</translation>
    </message>
    <message>
        <source>Choose it below. Enter again records the reading without; a supervisor then has to accept it.</source>
        <translation>Unten auswählen. Nochmals Enter erfasst den Messwert ohne; dann muss ihn die Aufsicht annehmen.</translation>
    </message>
    <message>
        <source>None is in the register yet. Enter again records the reading without; a supervisor then has to accept it.</source>
        <translation>Noch keines im Verzeichnis. Noch einmal die Eingabetaste erfasst den Messwert ohne; eine Aufsicht muss ihn dann annehmen.</translation>
    </message>
    <message>
        <source>It did something else…</source>
        <translation>Etwas anderes geschah…</translation>
    </message>
    <message>
        <source>Seconds until {step}</source>
        <translation>Sekunden bis {step}</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>nicht gesehen</translation>
    </message>
    <message>
        <source>Stamp {step} now</source>
        <translation>{step} jetzt stempeln</translation>
    </message>
    <message>
        <source>Seen although it must not · now</source>
        <translation>Gesehen, obwohl es nicht darf · jetzt</translation>
    </message>
    <message>
        <source>Seen now</source>
        <translation>Jetzt gesehen</translation>
    </message>
    <message>
        <source>{seen} · key {key}</source>
        <translation>{seen} · Taste {key}</translation>
    </message>
    <message>
        <source>{did}, not {expected}</source>
        <translation>{did}, nicht {expected}</translation>
    </message>
    <message>
        <source>{component_id}: {did}; choose what it did</source>
        <translation>{component_id}: {did}; wählen, was geschah</translation>
    </message>
    <message>
        <source>{expected}, as expected</source>
        <translation>{expected}, wie erwartet</translation>
    </message>
    <message>
        <source>Seconds until the unexpected effect</source>
        <translation>Sekunden bis zur unerwarteten Wirkung</translation>
    </message>
    <message>
        <source>It was not seen after all</source>
        <translation>Es wurde doch nicht gesehen</translation>
    </message>
    <message>
        <source>{name} of the unexpected effect</source>
        <translation>{name} der unerwarteten Wirkung</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>{button} the stopwatch (Space)</source>
        <translation>Stoppuhr: {button} (Leertaste)</translation>
    </message>
    <message>
        <source>{elsewhere} running for another test · </source>
        <translation>{elsewhere} läuft für eine andere Prüfung · </translation>
    </message>
    <message>
        <source>{also}running · Space</source>
        <translation>{also}läuft · Leertaste</translation>
    </message>
    <message>
        <source>Stopwatch, {face}</source>
        <translation>Stoppuhr, {face}</translation>
    </message>
    <message>
        <source>Conditions not recorded yet</source>
        <translation>Bedingungen noch nicht erfasst</translation>
    </message>
    <message>
        <source>Conditions were not recorded</source>
        <translation>Bedingungen wurden nicht erfasst</translation>
    </message>
    <message>
        <source>Temperature, wind and pressure of the day · Ctrl+Shift+W</source>
        <translation>Temperatur, Wind und Druck des Tages · Ctrl+Shift+W</translation>
    </message>
    <message>
        <source>Conditions of the visit: {said}</source>
        <translation>Bedingungen des Prüftermins: {said}</translation>
    </message>
    <message>
        <source>{each} in {unit}</source>
        <translation>{each} in {unit}</translation>
    </message>
    <message>
        <source>{each} {value} is unusual.</source>
        <translation>{each} {value} ist ungewöhnlich.</translation>
    </message>
    <message>
        <source>How far readings of this location scatter by themselves; no limit of any standard.</source>
        <translation>Wie weit Messwerte dieses Messorts von sich aus streuen; kein Grenzwert einer Norm.</translation>
    </message>
    <message>
        <source>Beside what was read: the same readings without the stack effect of that day.</source>
        <translation>Neben dem Abgelesenen: dieselben Messwerte ohne den Kamineffekt jenes Tages.</translation>
    </message>
    <message>
        <source>The one that says most</source>
        <translation>Das Aussagekräftigste</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>&amp;Control limits</source>
        <translation>&amp;Eingriffsgrenzen</translation>
    </message>
    <message>
        <source>At &amp;equal temperatures</source>
        <translation>Bei &amp;gleichen Temperaturen</translation>
    </message>
    <message>
        <source>Shown of one place alone.</source>
        <translation>Nur für einen einzelnen Ort gezeigt.</translation>
    </message>
    <message>
        <source>From {CONTROL_READINGS} readings on.</source>
        <translation>Ab {CONTROL_READINGS} Messwerten.</translation>
    </message>
    <message>
        <source>Stack effect changes pressures only.</source>
        <translation>Der Kamineffekt ändert nur Drücke.</translation>
    </message>
    <message>
        <source>FireMode chart</source>
        <translation>FireMode-Diagramm</translation>
    </message>
    <message>
        <source>Only the trend changes: the reading, its verdict and its fault stand. It is kept with your name and this reason.</source>
        <translation>Nur der Trend ändert sich: Der Messwert, sein Urteil und sein Mangel bestehen weiter. Name und Begründung werden dazu aufbewahrt.</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>What was wrong with the reading, in a few words</source>
        <translation>Was am Messwert falsch war, in wenigen Worten</translation>
    </message>
    <message>
        <source>Take this reading back in?</source>
        <translation>Diesen Messwert wieder aufnehmen?</translation>
    </message>
    <message>
        <source>Leave this reading out of the trend?</source>
        <translation>Diesen Messwert aus dem Trend auslassen?</translation>
    </message>
    <message>
        <source>Take it back in</source>
        <translation>Wieder aufnehmen</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>With it</source>
        <translation>Mit ihm</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>Ohne ihn</translation>
    </message>
    <message>
        <source>Before: {made}</source>
        <translation>Vorher: {made}</translation>
    </message>
    <message>
        <source>Only a supervisor decides this; you see what would follow.</source>
        <translation>Nur die Aufsicht entscheidet dies; zu sehen ist, was daraus folgen würde.</translation>
    </message>
    <message>
        <source>Writing the decision</source>
        <translation>Entscheidung wird geschrieben</translation>
    </message>
    <message>
        <source>stands in its trend again</source>
        <translation>steht wieder in seinem Trend</translation>
    </message>
    <message>
        <source>is left out of its trend</source>
        <translation>ist aus seinem Trend ausgelassen</translation>
    </message>
    <message>
        <source>The reading of {read} {deed}.</source>
        <translation>Der Messwert {read} {deed}.</translation>
    </message>
    <message>
        <source>No slope yet</source>
        <translation>Noch keine Steigung</translation>
    </message>
    <message>
        <source>{Decimal} {unit} a year</source>
        <translation>{Decimal} {unit} pro Jahr</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Messort</translation>
    </message>
    <message>
        <source>{place}. Space or Ctrl+click keeps it in the chart beside others.</source>
        <translation>{place}. Leertaste oder Ctrl+Klick behält ihn neben anderen im Diagramm.</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Letzter</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>Pro Jahr</translation>
    </message>
    <message>
        <source>At limit</source>
        <translation>Am Grenzwert</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>Kraft</translation>
    </message>
    <message>
        <source>Space keeps one beside others</source>
        <translation>Die Leertaste behält einen neben anderen</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Readings of approved sessions in time and over the building, and what they come to.</source>
        <translation>Messwerte freigegebener Prüfsitzungen in zeitlicher Folge und über das Gebäude, und was sich daraus ergibt.</translation>
    </message>
    <message>
        <source>Save chart as…</source>
        <translation>Diagramm speichern als…</translation>
    </message>
    <message>
        <source>export picture data trend png svg pdf xlsx csv</source>
        <translation>export bild daten trend png svg pdf xlsx csv</translation>
    </message>
    <message>
        <source>Save all readings as…</source>
        <translation>Alle Messwerte speichern als…</translation>
    </message>
    <message>
        <source>export trends workbook</source>
        <translation>export trends arbeitsmappe</translation>
    </message>
    <message>
        <source>Which locations</source>
        <translation>Welche Messorte</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>Messorte</translation>
    </message>
    <message>
        <source>No approved session yet</source>
        <translation>Noch keine freigegebene Prüfsitzung</translation>
    </message>
    <message>
        <source>A trend is made of the readings of approved sessions. Approve one, and its readings appear here.</source>
        <translation>Ein Trend besteht aus den Messwerten freigegebener Prüfsitzungen. Eine freigeben, und ihre Messwerte erscheinen hier.</translation>
    </message>
    <message>
        <source>Working out trends</source>
        <translation>Trends werden berechnet</translation>
    </message>
    <message>
        <source>{MOST} places are in the chart already; more could not be told apart.</source>
        <translation>{MOST} Orte sind schon im Diagramm; mehr wären nicht zu unterscheiden.</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>3 years</source>
        <translation>3 Jahre</translation>
    </message>
    <message>
        <source>5 years</source>
        <translation>5 Jahre</translation>
    </message>
    <message>
        <source>10 years</source>
        <translation>10 Jahre</translation>
    </message>
    <message>
        <source>How much of the past is shown</source>
        <translation>Gezeigter Zeitraum</translation>
    </message>
    <message>
        <source>Range: {name}</source>
        <translation>Bereich: {name}</translation>
    </message>
    <message>
        <source>period days readings past</source>
        <translation>zeitraum tage messwerte vergangen</translation>
    </message>
    <message>
        <source>{since} to {until}</source>
        <translation>{since} bis {until}</translation>
    </message>
    <message>
        <source>The chart is kept as it is drawn today; later readings do not change it. In the report of an approved session it says when and by whom it was added, and makes a new revision.</source>
        <translation>Das Diagramm wird so aufbewahrt, wie es heute gezeichnet ist; spätere Messwerte ändern es nicht. Im Bericht einer freigegebenen Prüfsitzung steht, wann und von wem es hinzugefügt wurde, und es entsteht eine neue Revision.</translation>
    </message>
    <message>
        <source>Put this chart into a report</source>
        <translation>Dieses Diagramm in einen Bericht aufnehmen</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Report of</source>
        <translation>Bericht von</translation>
    </message>
    <message>
        <source>Title above the chart</source>
        <translation>Titel über dem Diagramm</translation>
    </message>
    <message>
        <source>In this report already</source>
        <translation>Schon in diesem Bericht</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>This building has no session yet whose report could take a chart.</source>
        <translation>Dieses Gebäude hat noch keine Prüfsitzung, deren Bericht ein Diagramm aufnehmen könnte.</translation>
    </message>
    <message>
        <source>{each}  ·  {by}, {at}</source>
        <translation>{each}  ·  {by}, {at}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>A chart in a report needs a title.</source>
        <translation>Ein Diagramm in einem Bericht braucht einen Titel.</translation>
    </message>
    <message>
        <source>“{name}” stands in the report of {target} now.</source>
        <translation>„{name}“ steht jetzt im Bericht von {target}.</translation>
    </message>
    <message>
        <source>Putting a chart into a report</source>
        <translation>Diagramm wird in einen Bericht aufgenommen</translation>
    </message>
    <message>
        <source>Taking a chart out of a report</source>
        <translation>Diagramm wird aus einem Bericht genommen</translation>
    </message>
    <message>
        <source>Open the fault</source>
        <translation>Mangel öffnen</translation>
    </message>
    <message>
        <source>Open the instrument</source>
        <translation>Messgerät öffnen</translation>
    </message>
    <message>
        <source>Show its readings</source>
        <translation>Seine Messwerte anzeigen</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <translation>Auslassen…</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>Datensatz wird gelesen…</translation>
    </message>
    <message>
        <source>Put into a report…</source>
        <translation>In einen Bericht aufnehmen…</translation>
    </message>
    <message>
        <source>Open the session</source>
        <translation>Prüfsitzung öffnen</translation>
    </message>
    <message>
        <source>Document (*.pdf);;Picture (*.png);;Drawing (*.svg);;Workbook (*.xlsx);;Table (*.csv);;Data (*.json)</source>
        <translation>Dokument (*.pdf);;Bild (*.png);;Zeichnung (*.svg);;Arbeitsmappe (*.xlsx);;Tabelle (*.csv);;Daten (*.json)</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;Table (*.csv);;Data (*.json);;Document (*.pdf)</source>
        <translation>Arbeitsmappe (*.xlsx);;Tabelle (*.csv);;Daten (*.json);;Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>There is no chart to save.</source>
        <translation>Es gibt kein Diagramm zu speichern.</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>At equal temperatures</source>
        <translation>Bei gleichen Temperaturen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>On the clipboard: {rows} of the chart.</source>
        <translation>In der Zwischenablage: {rows} des Diagramms.</translation>
    </message>
    <message>
        <source>Numbers of the chart</source>
        <translation>Zahlen des Diagramms</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Somebody missing? A supervisor or an administrator gives people a login under Administration.</source>
        <translation>Fehlt jemand? Die Aufsicht oder ein Administrator vergibt Anmeldungen unter Verwaltung.</translation>
    </message>
    <message>
        <source>Type a name, a role or a login</source>
        <translation>Einen Namen, eine Rolle oder einen Anmeldenamen eingeben</translation>
    </message>
    <message>
        <source>Who is working?</source>
        <translation>Wer arbeitet?</translation>
    </message>
    <message>
        <source>What is recorded from now on carries this name.</source>
        <translation>Was ab jetzt erfasst wird, trägt diesen Namen.</translation>
    </message>
    <message>
        <source>Nobody here is called that.</source>
        <translation>Niemand hier heißt so.</translation>
    </message>
    <message>
        <source>{full_name} is signed in as {role}</source>
        <translation>{full_name} ist angemeldet als {role}</translation>
    </message>
    <message>
        <source>Signed in: {words_of}</source>
        <translation>Angemeldet: {words_of}</translation>
    </message>
    <message>
        <source>The login of the server says who works here</source>
        <translation>Der Anmeldename am Server sagt, wer hier arbeitet</translation>
    </message>
    <message>
        <source>Somebody else is working…</source>
        <translation>Jemand anderes arbeitet…</translation>
    </message>
    <message>
        <source>{full_name}, {role}, login {username}</source>
        <translation>{full_name}, {role}, Anmeldename {username}</translation>
    </message>
    <message>
        <source>Open building…</source>
        <translation>Gebäude öffnen…</translation>
    </message>
    <message>
        <source>choose change</source>
        <translation>wählen ändern</translation>
    </message>
    <message>
        <source>New building…</source>
        <translation>Neues Gebäude…</translation>
    </message>
    <message>
        <source>create add</source>
        <translation>anlegen hinzufügen</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>pilot restore backup connect office server</source>
        <translation>pilot wiederherstellen sicherung verbinden büro server</translation>
    </message>
    <message>
        <source>sign in out user person login change</source>
        <translation>anmelden abmelden benutzer person anmeldung wechseln</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>exit leave</source>
        <translation>beenden verlassen</translation>
    </message>
    <message>
        <source>Ctrl+Y; Ctrl+Shift+Z</source>
        <translation>Ctrl+Y; Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>search go palette</source>
        <translation>suchen gehen palette</translation>
    </message>
    <message>
        <source>go page</source>
        <translation>gehen seite</translation>
    </message>
    <message>
        <source>Chart: {kind}</source>
        <translation>Diagramm: {kind}</translation>
    </message>
    <message>
        <source>trends {purpose}</source>
        <translation>trends {purpose}</translation>
    </message>
    <message>
        <source>Look: {scheme}</source>
        <translation>Aussehen: {scheme}</translation>
    </message>
    <message>
        <source>theme dark light contrast</source>
        <translation>aussehen thema dunkel hell kontrast</translation>
    </message>
    <message>
        <source>Language: {name}</source>
        <translation>Sprache: {name}</translation>
    </message>
    <message>
        <source>speak tongue translation</source>
        <translation>sprache sprechen übersetzung</translation>
    </message>
    <message>
        <source>zoom scale size bigger font</source>
        <translation>zoom größe größer schrift</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Text at 100 %</source>
        <translation>Schrift mit 100 %</translation>
    </message>
    <message>
        <source>messages log</source>
        <translation>meldungen log</translation>
    </message>
    <message>
        <source>History of this record</source>
        <translation>Verlauf dieses Datensatzes</translation>
    </message>
    <message>
        <source>who changed log audit</source>
        <translation>wer änderte protokoll audit</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Help on this page</source>
        <translation>Hilfe zu dieser Seite</translation>
    </message>
    <message>
        <source>manual keys shortcuts</source>
        <translation>handbuch tasten kürzel</translation>
    </message>
    <message>
        <source>Contents of the help</source>
        <translation>Inhalt der Hilfe</translation>
    </message>
    <message>
        <source>manual pages index</source>
        <translation>handbuch seiten verzeichnis</translation>
    </message>
    <message>
        <source>tutorial learn begin pilot tour first report</source>
        <translation>anleitung lernen beginnen pilot rundgang erster bericht</translation>
    </message>
    <message>
        <source>Guide: show me</source>
        <translation>Führung: zeigen</translation>
    </message>
    <message>
        <source>where step tour</source>
        <translation>wo schritt rundgang</translation>
    </message>
    <message>
        <source>Go there without saving</source>
        <translation>Dorthin gehen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Restore without saving</source>
        <translation>Wiederherstellen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Connect without saving</source>
        <translation>Verbinden, ohne zu speichern</translation>
    </message>
    <message>
        <source>{toolTip}; the login of the server says so.</source>
        <translation>{toolTip}; so sagt es der Anmeldename am Server.</translation>
    </message>
    <message>
        <source>Text at {size} %.</source>
        <translation>Schrift mit {size} %.</translation>
    </message>
    <message>
        <source>Text at {size} % when the window is opened again.</source>
        <translation>Schrift mit {size} %, wenn das Fenster wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>The window speaks {language}.</source>
        <translation>Das Fenster spricht {language}.</translation>
    </message>
    <message>
        <source>The window speaks {language} when it is opened again.</source>
        <translation>Das Fenster spricht {language}, wenn es wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>Open again now</source>
        <translation>Jetzt wieder öffnen</translation>
    </message>
    <message>
        <source>Open again without saving</source>
        <translation>Wieder öffnen, ohne zu speichern</translation>
    </message>
    <message>
        <source>{where} · not reachable</source>
        <translation>{where} · nicht erreichbar</translation>
    </message>
    <message>
        <source>Connected again.</source>
        <translation>Wieder verbunden.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source> · archived</source>
        <translation> · archiviert</translation>
    </message>
    <message>
        <source>create a building</source>
        <translation>Ein Gebäude anlegen</translation>
    </message>
    <message>
        <source>{title} holds changes that are not saved.</source>
        <translation>{title} enthält nicht gespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>On this computer, for this data directory: look, text size and language, the size of the window, columns, folders, the page and building shown last, what was opened lately. Nothing of it is a record, and nothing is secret: passwords are in the keyring.</source>
        <translation>Auf diesem Computer, für dieses Datenverzeichnis: Aussehen, Schriftgröße und Sprache, die Größe des Fensters, Spalten, Ordner, die zuletzt gezeigte Seite und das Gebäude, was zuletzt geöffnet war. Nichts davon gehört zu den Aufzeichnungen, und nichts ist geheim: Passwörter liegen im Schlüsselbund.</translation>
    </message>
    <message>
        <source>In the database, for everybody: buildings, baselines, scenarios, sessions, faults, reports, people and their roles, rules, the plan of backups.</source>
        <translation>In der Datenbank, für alle: Gebäude, Basiswerte, Szenarien, Prüfsitzungen, Mängel, Berichte, Personen und ihre Rollen, Regeln, der Plan der Sicherungen.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>preferences options look dark contrast text size language deutsch forget folders</source>
        <translation>einstellungen optionen aussehen dunkel kontrast schriftgröße sprache englisch vergessen ordner</translation>
    </message>
    <message>
        <source>Forget what is remembered</source>
        <translation>Gemerktes vergessen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>Das Fenster</translation>
    </message>
    <message>
        <source>What is remembered</source>
        <translation>Was gemerkt wird</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Where it lies</source>
        <translation>Wo es liegt</translation>
    </message>
    <message>
        <source>Data directory: log, journal, drafts</source>
        <translation>Datenverzeichnis: Protokoll, Journal, Entwürfe</translation>
    </message>
    <message>
        <source>{count} things are remembered.</source>
        <translation>{count} Dinge sind gemerkt.</translation>
    </message>
    <message>
        <source>Numbers and days are written like this: {number}, {day}.</source>
        <translation>Zahlen und Tage werden so geschrieben: {number}, {day}.</translation>
    </message>
    <message>
        <source>Text size and language hold when the window is opened again.</source>
        <translation>Schriftgröße und Sprache gelten, wenn das Fenster wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>FIREMODE_LANGUAGE asks for {language}, whatever is chosen here.</source>
        <translation>FIREMODE_LANGUAGE verlangt {language}, was auch immer hier gewählt ist.</translation>
    </message>
    <message>
        <source>The system speaks {language}.</source>
        <translation>Das System spricht {language}.</translation>
    </message>
    <message>
        <source>Records, reports and files are in English of Australia, with days as 2026-04-05.</source>
        <translation>Aufzeichnungen, Berichte und Dateien sind in australischem Englisch, mit Tagen wie 2026-04-05.</translation>
    </message>
    <message>
        <source>Forgotten: columns, folders, pages and what was opened lately.</source>
        <translation>Vergessen: Spalten, Ordner, Seiten und was zuletzt geöffnet war.</translation>
    </message>
    <message>
        <source>0 is the ground floor; basements are negative.</source>
        <translation>0 ist das Erdgeschoss; Untergeschosse sind negativ.</translation>
    </message>
    <message>
        <source>1 for the first test, 2 for its first retest.</source>
        <translation>1 für die erste Prüfung, 2 für ihre erste Nachprüfung.</translation>
    </message>
    <message>
        <source>1 midway between two limits, 0 at a limit, below 0 beyond it.</source>
        <translation>1 mitten zwischen zwei Grenzwerten, 0 auf einem, unter 0 jenseits davon.</translation>
    </message>
    <message>
        <source>32 bytes a row in the order of the keys; zeros: the row is gone.</source>
        <translation>32 Bytes je Zeile in der Reihenfolge der Schlüssel; Nullen: die Zeile ist weg.</translation>
    </message>
    <message>
        <source>A reading further than this from its baseline is pointed out; it does not fail for it.</source>
        <translation>Auf einen Messwert, der weiter von seinem Basiswert abweicht, wird hingewiesen; er fällt deshalb nicht durch.</translation>
    </message>
    <message>
        <source>AS 1851 class</source>
        <translation>Klasse nach AS 1851</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Action required</source>
        <translation>Erforderliche Maßnahme</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Actuator</source>
        <translation>Stellantrieb</translation>
    </message>
    <message>
        <source>Added by</source>
        <translation>Hinzugefügt von</translation>
    </message>
    <message>
        <source>Adjacent space</source>
        <translation>Angrenzender Raum</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Agreed before measuring.</source>
        <translation>Vor dem Messen vereinbart.</translation>
    </message>
    <message>
        <source>Air handling</source>
        <translation>Lüftung</translation>
    </message>
    <message>
        <source>Air velocity</source>
        <translation>Luftgeschwindigkeit</translation>
    </message>
    <message>
        <source>Alarm coordination</source>
        <translation>Alarmkoordination</translation>
    </message>
    <message>
        <source>All doors closed</source>
        <translation>Alle Türen geschlossen</translation>
    </message>
    <message>
        <source>All that the report says, in its canonical form.</source>
        <translation>Alles, was der Bericht sagt, in kanonischer Form.</translation>
    </message>
    <message>
        <source>Amended by</source>
        <translation>Berichtigt von</translation>
    </message>
    <message>
        <source>Anemometer</source>
        <translation>Anemometer</translation>
    </message>
    <message>
        <source>Another unit?</source>
        <translation>Andere Einheit?</translation>
    </message>
    <message>
        <source>Answers prompt</source>
        <translation>Beantwortet die Aufforderung</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Approved design</source>
        <translation>Freigegebene Planung</translation>
    </message>
    <message>
        <source>Archetype</source>
        <translation>Archetyp</translation>
    </message>
    <message>
        <source>Archived by</source>
        <translation>Archiviert von</translation>
    </message>
    <message>
        <source>As it is signed, e.g. Ground, Level-1, Basement-1.</source>
        <translation>Wie es beschildert ist, z. B. Ground, Level-1, Basement-1.</translation>
    </message>
    <message>
        <source>As read: never rounded, never refused for being bad.</source>
        <translation>Wie gemessen: nie gerundet, nie abgelehnt, weil es schlecht ist.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>At edge</source>
        <translation>An der Kante</translation>
    </message>
    <message>
        <source>At handle</source>
        <translation>Am Griff</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Audible cues</source>
        <translation>Hörbare Zeichen</translation>
    </message>
    <message>
        <source>Audit head</source>
        <translation>Ende des Protokolls</translation>
    </message>
    <message>
        <source>Baseline commissioning</source>
        <translation>Basiswerte der Inbetriebnahme</translation>
    </message>
    <message>
        <source>Baseline of</source>
        <translation>Basiswert vom</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Below ground only for a basement.</source>
        <translation>Unter Grund nur bei einem Untergeschoss.</translation>
    </message>
    <message>
        <source>Blank: for all of them.</source>
        <translation>Leer: für alle.</translation>
    </message>
    <message>
        <source>Blank: from the day of the building, else from the last visit.</source>
        <translation>Leer: vom Tag des Gebäudes, sonst vom letzten Termin.</translation>
    </message>
    <message>
        <source>Blank: it travels.</source>
        <translation>Leer: es geht mit.</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>Kalibriert</translation>
    </message>
    <message>
        <source>Calibrated every</source>
        <translation>Kalibriert alle</translation>
    </message>
    <message>
        <source>Calibration expires</source>
        <translation>Kalibrierung endet</translation>
    </message>
    <message>
        <source>Calibration requirement</source>
        <translation>Kalibrieranforderung</translation>
    </message>
    <message>
        <source>Calibration standard</source>
        <translation>Kalibriernorm</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Cause and effect</source>
        <translation>Ursache und Wirkung</translation>
    </message>
    <message>
        <source>Cause-and-effect delays</source>
        <translation>Verzögerungen von Ursache und Wirkung</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Kalibrierschein</translation>
    </message>
    <message>
        <source>Changes whenever anybody writes this row; read only.</source>
        <translation>Ändert sich, wann immer jemand diese Zeile schreibt; nur lesbar.</translation>
    </message>
    <message>
        <source>Class confirmed</source>
        <translation>Klasse bestätigt</translation>
    </message>
    <message>
        <source>Class confirmed by</source>
        <translation>Klasse bestätigt von</translation>
    </message>
    <message>
        <source>Commissioning</source>
        <translation>Inbetriebnahme</translation>
    </message>
    <message>
        <source>Commissioning report</source>
        <translation>Bericht der Inbetriebnahme</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Conditional fail</source>
        <translation>Bedingt nicht bestanden</translation>
    </message>
    <message>
        <source>Conditional pass</source>
        <translation>Bedingt bestanden</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Art des Inhalts</translation>
    </message>
    <message>
        <source>Control panel</source>
        <translation>Schaltschrank</translation>
    </message>
    <message>
        <source>Corrected value</source>
        <translation>Berichtigter Wert</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Angelegt von</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Critical defect</source>
        <translation>Kritischer Mangel</translation>
    </message>
    <message>
        <source>Damper</source>
        <translation>Klappe</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Detection and alarm</source>
        <translation>Meldung und Alarm</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Melder</translation>
    </message>
    <message>
        <source>Deviation from baseline</source>
        <translation>Abweichung vom Basiswert</translation>
    </message>
    <message>
        <source>Device attestation</source>
        <translation>Bestätigung des Geräts</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Door closer</source>
        <translation>Türschließer</translation>
    </message>
    <message>
        <source>Door configuration</source>
        <translation>Türstellung</translation>
    </message>
    <message>
        <source>Door forces</source>
        <translation>Türkräfte</translation>
    </message>
    <message>
        <source>Door latching</source>
        <translation>Schließen und Einrasten der Tür</translation>
    </message>
    <message>
        <source>Door opening force</source>
        <translation>Türöffnungskraft</translation>
    </message>
    <message>
        <source>Door scenario</source>
        <translation>Türszenario</translation>
    </message>
    <message>
        <source>Doors really open?</source>
        <translation>Türen wirklich offen?</translation>
    </message>
    <message>
        <source>Doors, lifts and others</source>
        <translation>Türen, Aufzüge und andere</translation>
    </message>
    <message>
        <source>Doorway</source>
        <translation>Türöffnung</translation>
    </message>
    <message>
        <source>Doorway velocities</source>
        <translation>Luftgeschwindigkeiten in Türöffnungen</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Zweiflügelig</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>Drift limit</source>
        <translation>Grenze der Drift</translation>
    </message>
    <message>
        <source>Duct smoke detector</source>
        <translation>Kanalrauchmelder</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>E.g. ARCH-PRESSURE-001.</source>
        <translation>Z. B. ARCH-PRESSURE-001.</translation>
    </message>
    <message>
        <source>E.g. AS1851-2024-v1.3.</source>
        <translation>Z. B. AS1851-2024-v1.3.</translation>
    </message>
    <message>
        <source>E.g. Corridor, Lobby.</source>
        <translation>Z. B. Corridor, Lobby.</translation>
    </message>
    <message>
        <source>E.g. FIRE-PANEL-01.</source>
        <translation>Z. B. FIRE-PANEL-01.</translation>
    </message>
    <message>
        <source>E.g. ISO/IEC 17025.</source>
        <translation>Z. B. ISO/IEC 17025.</translation>
    </message>
    <message>
        <source>E.g. Pa, m/s, N.</source>
        <translation>Z. B. Pa, m/s, N.</translation>
    </message>
    <message>
        <source>E.g. SD-L8-01.</source>
        <translation>Z. B. SD-L8-01.</translation>
    </message>
    <message>
        <source>E.g. SP-01.</source>
        <translation>Z. B. SP-01.</translation>
    </message>
    <message>
        <source>E.g. baseline.xlsx · Pressure!D14.</source>
        <translation>Z. B. baseline.xlsx · Pressure!D14.</translation>
    </message>
    <message>
        <source>E.g. ±1 Pa.</source>
        <translation>Z. B. ±1 Pa.</translation>
    </message>
    <message>
        <source>East</source>
        <translation>Ost</translation>
    </message>
    <message>
        <source>Emergency exit</source>
        <translation>Notausgang</translation>
    </message>
    <message>
        <source>End of the log</source>
        <translation>Ende des Protokolls</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>Beendet von</translation>
    </message>
    <message>
        <source>Engineer</source>
        <translation>Ingenieur</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>Ausrüstung</translation>
    </message>
    <message>
        <source>Evacuation doors open</source>
        <translation>Evakuierungstüren offen</translation>
    </message>
    <message>
        <source>Evidence asked for</source>
        <translation>Verlangte Nachweise</translation>
    </message>
    <message>
        <source>Expanded uncertainty</source>
        <translation>Erweiterte Unsicherheit</translation>
    </message>
    <message>
        <source>Expected result</source>
        <translation>Erwartetes Ergebnis</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>External id</source>
        <translation>Externe Kennung</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Fan control panel</source>
        <translation>Ventilatorschaltschrank</translation>
    </message>
    <message>
        <source>Fan operation</source>
        <translation>Ventilatorbetrieb</translation>
    </message>
    <message>
        <source>Faults by class</source>
        <translation>Mängel nach Klasse</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Files of evidence in it</source>
        <translation>Nachweisdateien darin</translation>
    </message>
    <message>
        <source>Files of evidence that were missing</source>
        <translation>Nachweisdateien, die fehlten</translation>
    </message>
    <message>
        <source>Fire-isolated</source>
        <translation>Feuerbeständig abgetrennt</translation>
    </message>
    <message>
        <source>Fire-rated</source>
        <translation>Feuerbeständig</translation>
    </message>
    <message>
        <source>Five-yearly</source>
        <translation>Fünfjährlich</translation>
    </message>
    <message>
        <source>Floor ids</source>
        <translation>Kennungen der Geschosse</translation>
    </message>
    <message>
        <source>Floors</source>
        <translation>Geschosse</translation>
    </message>
    <message>
        <source>Floors and sessions</source>
        <translation>Geschosse und Prüfsitzungen</translation>
    </message>
    <message>
        <source>Force and pressure disagree</source>
        <translation>Kraft und Druck widersprechen sich</translation>
    </message>
    <message>
        <source>Force gauge</source>
        <translation>Kraftmesser</translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forgotten by</source>
        <translation>Vergessen von</translation>
    </message>
    <message>
        <source>From the lowest floor to the highest.</source>
        <translation>Vom untersten bis zum obersten Geschoss.</translation>
    </message>
    <message>
        <source>From this day on it is no longer tested; its history stays.</source>
        <translation>Von diesem Tag an wird es nicht mehr geprüft; der Verlauf bleibt.</translation>
    </message>
    <message>
        <source>Granted by</source>
        <translation>Gewährt von</translation>
    </message>
    <message>
        <source>Guard-banded</source>
        <translation>Mit Sicherheitsabstand</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>Überschriften</translation>
    </message>
    <message>
        <source>Heat detector</source>
        <translation>Wärmemelder</translation>
    </message>
    <message>
        <source>Height above ground</source>
        <translation>Höhe über Grund</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Highest floor</source>
        <translation>Oberstes Geschoss</translation>
    </message>
    <message>
        <source>IANA name, e.g. Australia/Perth.</source>
        <translation>IANA-Name, z. B. Australia/Perth.</translation>
    </message>
    <message>
        <source>INSERT, UPDATE, DELETE; FOUND or GONE: as a new revision of the schema found it.</source>
        <translation>INSERT, UPDATE, DELETE; FOUND oder GONE: wie eine neue Revision des Schemas es vorfand.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Import batch</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Imported by</source>
        <translation>Importiert von</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Im Gang</translation>
    </message>
    <message>
        <source>In the file; nothing was written since.</source>
        <translation>In der Datei; seither wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Inclusive.</source>
        <translation>Einschließlich.</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Instead of the archetype&apos;s own; blank: as shipped.</source>
        <translation>Statt der des Archetyps; leer: wie geliefert.</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Instrument accepted</source>
        <translation>Messgerät angenommen</translation>
    </message>
    <message>
        <source>Instrument accepted by</source>
        <translation>Messgerät angenommen von</translation>
    </message>
    <message>
        <source>Instrument type</source>
        <translation>Art des Messgeräts</translation>
    </message>
    <message>
        <source>Instrument used</source>
        <translation>Verwendetes Messgerät</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>Schnittstelle</translation>
    </message>
    <message>
        <source>Interface test</source>
        <translation>Schnittstellenprüfung</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Ausgestellt</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Its identifier in the building model (COBie ExtIdentifier).</source>
        <translation>Seine Kennung im Gebäudemodell (COBie ExtIdentifier).</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>Aufbewahrt in</translation>
    </message>
    <message>
        <source>Kept in capitals, e.g. FAN-01-A.</source>
        <translation>In Großbuchstaben geführt, z. B. FAN-01-A.</translation>
    </message>
    <message>
        <source>Kept in capitals.</source>
        <translation>In Großbuchstaben geführt.</translation>
    </message>
    <message>
        <source>Last place</source>
        <translation>Letzter Ort</translation>
    </message>
    <message>
        <source>Latest reading</source>
        <translation>Letzter Messwert</translation>
    </message>
    <message>
        <source>Latest test</source>
        <translation>Letzte Prüfung</translation>
    </message>
    <message>
        <source>Lead technician</source>
        <translation>Leitender Techniker</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Lift shaft pressurisation</source>
        <translation>Druckbelüftung des Aufzugsschachts</translation>
    </message>
    <message>
        <source>Likely to harm</source>
        <translation>Kann Schaden verursachen</translation>
    </message>
    <message>
        <source>Limit expected from</source>
        <translation>Grenzwert erwartet ab</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Begrenzt</translation>
    </message>
    <message>
        <source>Location name</source>
        <translation>Name des Messorts</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Lowest floor</source>
        <translation>Unterstes Geschoss</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Gemacht von</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Gemacht aus</translation>
    </message>
    <message>
        <source>Makes the system inoperable</source>
        <translation>Macht die Anlage unwirksam</translation>
    </message>
    <message>
        <source>Manometer</source>
        <translation>Manometer</translation>
    </message>
    <message>
        <source>Manual call point</source>
        <translation>Handfeuermelder</translation>
    </message>
    <message>
        <source>Manual override</source>
        <translation>Handübersteuerung</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Mean of the grid</source>
        <translation>Mittel des Rasters</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Multimeter</source>
        <translation>Multimeter</translation>
    </message>
    <message>
        <source>Needed where there is a limit.</source>
        <translation>Nötig, wo es einen Grenzwert gibt.</translation>
    </message>
    <message>
        <source>Nine points or an observed sequence, as JSON.</source>
        <translation>Neun Punkte oder ein beobachteter Ablauf, als JSON.</translation>
    </message>
    <message>
        <source>Non-conformance</source>
        <translation>Nichtkonformität</translation>
    </message>
    <message>
        <source>Non-critical defect</source>
        <translation>Nicht kritischer Mangel</translation>
    </message>
    <message>
        <source>North</source>
        <translation>Nord</translation>
    </message>
    <message>
        <source>North-East</source>
        <translation>Nordost</translation>
    </message>
    <message>
        <source>North-West</source>
        <translation>Nordwest</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht kontrolliert</translation>
    </message>
    <message>
        <source>Not demonstrated</source>
        <translation>Nicht nachgewiesen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Notified</source>
        <translation>Benachrichtigt</translation>
    </message>
    <message>
        <source>Off means withdrawn, for all dates (page 1, C23).</source>
        <translation>Aus heißt zurückgezogen, für alle Tage (Seite 1, C23).</translation>
    </message>
    <message>
        <source>Open doors</source>
        <translation>Offene Türen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Out of force</source>
        <translation>Außer Kraft</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Owner&apos;s contact</source>
        <translation>Kontakt des Eigentümers</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Power failure</source>
        <translation>Stromausfall</translation>
    </message>
    <message>
        <source>Pressure differential</source>
        <translation>Druckdifferenz</translation>
    </message>
    <message>
        <source>Pressure over height</source>
        <translation>Druck über der Höhe</translation>
    </message>
    <message>
        <source>Pressure restoration time</source>
        <translation>Zeit bis zur Wiederherstellung des Drucks</translation>
    </message>
    <message>
        <source>Pressure sensor</source>
        <translation>Drucksensor</translation>
    </message>
    <message>
        <source>Pressurisation running</source>
        <translation>Druckbelüftung in Betrieb</translation>
    </message>
    <message>
        <source>Pressurised</source>
        <translation>Druckbelüftet</translation>
    </message>
    <message>
        <source>Program version</source>
        <translation>Programmversion</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Aufforderung</translation>
    </message>
    <message>
        <source>Proposed class</source>
        <translation>Vorgeschlagene Klasse</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>In Kraft gesetzt</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>In Kraft gesetzt von</translation>
    </message>
    <message>
        <source>Range from</source>
        <translation>Bereich von</translation>
    </message>
    <message>
        <source>Range to</source>
        <translation>Bereich bis</translation>
    </message>
    <message>
        <source>Reading in full</source>
        <translation>Messwert im Ganzen</translation>
    </message>
    <message>
        <source>Readings over time</source>
        <translation>Messwerte über der Zeit</translation>
    </message>
    <message>
        <source>Reason for accepting the instrument</source>
        <translation>Grund, das Messgerät anzunehmen</translation>
    </message>
    <message>
        <source>Reason for undoing</source>
        <translation>Grund für das Rückgängigmachen</translation>
    </message>
    <message>
        <source>Reason for withdrawing</source>
        <translation>Grund für das Zurückziehen</translation>
    </message>
    <message>
        <source>Reconstructed</source>
        <translation>Rekonstruiert</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Erfasst von</translation>
    </message>
    <message>
        <source>Recorded value</source>
        <translation>Erfasster Wert</translation>
    </message>
    <message>
        <source>Records in the file</source>
        <translation>Aufzeichnungen in der Datei</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Remarked</source>
        <translation>Angemerkt</translation>
    </message>
    <message>
        <source>Removed by</source>
        <translation>Entfernt von</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder eröffnet</translation>
    </message>
    <message>
        <source>Report number</source>
        <translation>Berichtsnummer</translation>
    </message>
    <message>
        <source>Report revision</source>
        <translation>Revision des Berichts</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Behebung</translation>
    </message>
    <message>
        <source>Resolved by</source>
        <translation>Behoben von</translation>
    </message>
    <message>
        <source>Response within</source>
        <translation>Reaktion innerhalb von</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Retest of</source>
        <translation>Nachprüfung von</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Review note</source>
        <translation>Anmerkung der Durchsicht</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Durchgesehen</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>Durchgesehen von</translation>
    </message>
    <message>
        <source>Revised</source>
        <translation>Neu ausgestellt</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Room to the limit</source>
        <translation>Abstand zum Grenzwert</translation>
    </message>
    <message>
        <source>Room used up a year</source>
        <translation>Verbrauchter Abstand im Jahr</translation>
    </message>
    <message>
        <source>Row version</source>
        <translation>Version der Zeile</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>Gelesene Zeilen</translation>
    </message>
    <message>
        <source>Rows&apos; hashes</source>
        <translation>Prüfsummen der Zeilen</translation>
    </message>
    <message>
        <source>Rows&apos; keys</source>
        <translation>Schlüssel der Zeilen</translation>
    </message>
    <message>
        <source>Rule version</source>
        <translation>Version der Regel</translation>
    </message>
    <message>
        <source>SHA-256 of the content</source>
        <translation>SHA-256 des Inhalts</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>SHA-256 der Datei</translation>
    </message>
    <message>
        <source>SHA-256 of the record</source>
        <translation>SHA-256 der Aufzeichnung</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Scheduled for</source>
        <translation>Geplant für</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Seal of the revision replaced</source>
        <translation>Siegel der ersetzten Revision</translation>
    </message>
    <message>
        <source>Self-reviewed</source>
        <translation>Selbst durchgesehen</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Shutdown sequence</source>
        <translation>Abschaltfolge</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Unterschrieben</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Unterschrieben von</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>Einfach</translation>
    </message>
    <message>
        <source>Six-monthly</source>
        <translation>Sechsmonatlich</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Smoke detector</source>
        <translation>Rauchmelder</translation>
    </message>
    <message>
        <source>Smoke-proof</source>
        <translation>Rauchdicht</translation>
    </message>
    <message>
        <source>Smoke-rated</source>
        <translation>Rauchbeständig</translation>
    </message>
    <message>
        <source>Sound level meter</source>
        <translation>Schallpegelmesser</translation>
    </message>
    <message>
        <source>Sound pressure level</source>
        <translation>Schalldruckpegel</translation>
    </message>
    <message>
        <source>South</source>
        <translation>Süd</translation>
    </message>
    <message>
        <source>South-East</source>
        <translation>Südost</translation>
    </message>
    <message>
        <source>South-West</source>
        <translation>Südwest</translation>
    </message>
    <message>
        <source>Specifications</source>
        <translation>Spezifikationen</translation>
    </message>
    <message>
        <source>Sprinkler activation</source>
        <translation>Auslösung der Sprinkler</translation>
    </message>
    <message>
        <source>Sprinkler flow switch</source>
        <translation>Strömungsmelder der Sprinkler</translation>
    </message>
    <message>
        <source>Stair pressurisation</source>
        <translation>Druckbelüftung des Treppenraums</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Steps, as they were on the day</source>
        <translation>Schritte, wie sie an dem Tag waren</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Abgelegt</translation>
    </message>
    <message>
        <source>Storeys</source>
        <translation>Stockwerke</translation>
    </message>
    <message>
        <source>Structured data</source>
        <translation>Strukturierte Daten</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>Submitted by</source>
        <translation>Eingereicht von</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Abgelöst</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Aufsicht</translation>
    </message>
    <message>
        <source>Taken out of force by</source>
        <translation>Außer Kraft gesetzt von</translation>
    </message>
    <message>
        <source>Taken up again</source>
        <translation>Wieder aufgenommen</translation>
    </message>
    <message>
        <source>Taken up again by</source>
        <translation>Wieder aufgenommen von</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Techniker</translation>
    </message>
    <message>
        <source>Temperature in the stair</source>
        <translation>Temperatur im Treppenraum</translation>
    </message>
    <message>
        <source>Temperature outside</source>
        <translation>Temperatur außen</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Test switch</source>
        <translation>Prüfschalter</translation>
    </message>
    <message>
        <source>Testing counts from</source>
        <translation>Prüfung zählt ab</translation>
    </message>
    <message>
        <source>The clause or agreement the days are taken from.</source>
        <translation>Die Klausel oder Vereinbarung, aus der die Tage stammen.</translation>
    </message>
    <message>
        <source>The day from which the tests of the year are counted.</source>
        <translation>Der Tag, von dem an die Prüfungen des Jahres gezählt werden.</translation>
    </message>
    <message>
        <source>The edition it is of; a building is judged by the rules of one set.</source>
        <translation>Die Ausgabe, zu der sie gehört; ein Gebäude wird nach den Regeln eines Regelwerks beurteilt.</translation>
    </message>
    <message>
        <source>The edition its tests are judged by; blank: that of the program.</source>
        <translation>Die Ausgabe, nach der geprüft wird; leer: die des Programms.</translation>
    </message>
    <message>
        <source>The file and sheet it was made for.</source>
        <translation>Datei und Blatt, wofür sie gemacht wurde.</translation>
    </message>
    <message>
        <source>The first day it no longer holds.</source>
        <translation>Der erste Tag, an dem es nicht mehr gilt.</translation>
    </message>
    <message>
        <source>The first day on which it is no longer valid.</source>
        <translation>Der erste Tag, an dem er nicht mehr gültig ist.</translation>
    </message>
    <message>
        <source>The name as it stood on the day.</source>
        <translation>Der Name, wie er an dem Tag lautete.</translation>
    </message>
    <message>
        <source>The server&apos;s clock when the result was recorded.</source>
        <translation>Die Uhr des Servers, als das Ergebnis erfasst wurde.</translation>
    </message>
    <message>
        <source>The walking order.</source>
        <translation>Die Reihenfolge des Rundgangs.</translation>
    </message>
    <message>
        <source>Thermometer</source>
        <translation>Thermometer</translation>
    </message>
    <message>
        <source>Three-monthly</source>
        <translation>Dreimonatlich</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>Trigger type</source>
        <translation>Art des Auslösers</translation>
    </message>
    <message>
        <source>U at k = 2, about 95 %.</source>
        <translation>U bei k = 2, etwa 95 %.</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone by</source>
        <translation>Rückgängig gemacht von</translation>
    </message>
    <message>
        <source>Unit of the uncertainty</source>
        <translation>Einheit der Unsicherheit</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Usually 60, 90 or 120.</source>
        <translation>Gewöhnlich 60, 90 oder 120.</translation>
    </message>
    <message>
        <source>Verb</source>
        <translation>Verb</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Für nichtig erklärt</translation>
    </message>
    <message>
        <source>Waived by</source>
        <translation>Verzichtet von</translation>
    </message>
    <message>
        <source>Warn</source>
        <translation>Warnen</translation>
    </message>
    <message>
        <source>West</source>
        <translation>West</translation>
    </message>
    <message>
        <source>What headings are recognised by.</source>
        <translation>Woran Überschriften erkannt werden.</translation>
    </message>
    <message>
        <source>What its readings come to</source>
        <translation>Was die Messwerte ergeben</translation>
    </message>
    <message>
        <source>What the rule proposes.</source>
        <translation>Was die Regel vorschlägt.</translation>
    </message>
    <message>
        <source>What was corrected</source>
        <translation>Was berichtigt wurde</translation>
    </message>
    <message>
        <source>What was set: class, answers, due date, to whom it was sent.</source>
        <translation>Was gesetzt wurde: Klasse, Antworten, Fälligkeit, an wen es gesendet wurde.</translation>
    </message>
    <message>
        <source>Which of the test&apos;s evidence prompts, counted from 0.</source>
        <translation>Welche der verlangten Nachweise der Prüfung, gezählt ab 0.</translation>
    </message>
    <message>
        <source>Why it was skipped or could not be done.</source>
        <translation>Warum sie ausgelassen wurde oder nicht möglich war.</translation>
    </message>
    <message>
        <source>Why it was taken out of force</source>
        <translation>Warum es außer Kraft gesetzt wurde</translation>
    </message>
    <message>
        <source>Why it was taken up again</source>
        <translation>Warum es wieder aufgenommen wurde</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Withdrawn by</source>
        <translation>Zurückgezogen von</translation>
    </message>
    <message>
        <source>Wrong floor?</source>
        <translation>Falsches Geschoss?</translation>
    </message>
    <message>
        <source>Zone pressurisation</source>
        <translation>Zonendruckbelüftung</translation>
    </message>
    <message>
        <source>action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>voraus</translation>
    </message>
    <message>
        <source>altered entry</source>
        <translation>veränderter Eintrag</translation>
    </message>
    <message>
        <source>approval outside the chain</source>
        <translation>Freigabe außerhalb der Kette</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>wie erwartet</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>compliant</source>
        <translation>konform</translation>
    </message>
    <message>
        <source>consistent</source>
        <translation>stimmig</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>cut tail</source>
        <translation>abgeschnittenes Ende</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>decimal number</source>
        <translation>Dezimalzahl</translation>
    </message>
    <message>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message>
        <source>early</source>
        <translation>früh</translation>
    </message>
    <message>
        <source>edited row</source>
        <translation>bearbeitete Zeile</translation>
    </message>
    <message>
        <source>entry outside the chain</source>
        <translation>Eintrag außerhalb der Kette</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>nicht bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslungen</translation>
    </message>
    <message>
        <source>guard that is off</source>
        <translation>abgeschalteter Wächter</translation>
    </message>
    <message>
        <source>instruments</source>
        <translation>Messgeräte</translation>
    </message>
    <message>
        <source>late</source>
        <translation>spät</translation>
    </message>
    <message>
        <source>long text</source>
        <translation>langer Text</translation>
    </message>
    <message>
        <source>may be done now</source>
        <translation>kann jetzt erledigt werden</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>missing entry</source>
        <translation>fehlender Eintrag</translation>
    </message>
    <message>
        <source>near a limit</source>
        <translation>nahe am Grenzwert</translation>
    </message>
    <message>
        <source>never carried out</source>
        <translation>nie durchgeführt</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>not a replica</source>
        <translation>keine Replik</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht kontrolliert</translation>
    </message>
    <message>
        <source>not compliant</source>
        <translation>nicht konform</translation>
    </message>
    <message>
        <source>not demonstrated</source>
        <translation>nicht nachgewiesen</translation>
    </message>
    <message>
        <source>not expected</source>
        <translation>nicht erwartet</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>nicht erwiesen</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>not repeated</source>
        <translation>nicht wiederholt</translation>
    </message>
    <message>
        <source>not yet due</source>
        <translation>noch nicht fällig</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>outside the rule</source>
        <translation>außerhalb der Regel</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
    <message>
        <source>particulars</source>
        <translation>Besonderheiten</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>present</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>erwiesen</translation>
    </message>
    <message>
        <source>published</source>
        <translation>in Kraft gesetzt</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Verweis</translation>
    </message>
    <message>
        <source>references</source>
        <translation>Verweise</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>stillgelegt</translation>
    </message>
    <message>
        <source>rewritten history</source>
        <translation>umgeschriebene Geschichte</translation>
    </message>
    <message>
        <source>row that vanished</source>
        <translation>verschwundene Zeile</translation>
    </message>
    <message>
        <source>row that was never logged</source>
        <translation>nie protokollierte Zeile</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>season</source>
        <translation>Jahreszeit</translation>
    </message>
    <message>
        <source>seen, must not</source>
        <translation>gesehen, darf nicht</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>abgelöst</translation>
    </message>
    <message>
        <source>suspect</source>
        <translation>verdächtig</translation>
    </message>
    <message>
        <source>tests due</source>
        <translation>fällige Prüfungen</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>visit</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>wrong action</source>
        <translation>falsche Aktion</translation>
    </message>
    <message>
        <source>wrong order</source>
        <translation>falsche Reihenfolge</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
</context>
</TS>
