; The installer for Windows, made by Inno Setup 6.3 or later from dist\FireMode, after ./run build on Windows:
;   iscc /DVersion=0.1.0 resources\desktop\firemode.iss
; It installs for one person without rights of an administrator, or for everybody when one asks for it. Installing a
; newer version replaces the program and leaves the records: they lie in the person's own folder, never here.

#ifndef Version
  #error Give the version: iscc /DVersion=1.2.3 firemode.iss
#endif
#define Root SourcePath + "..\.."

[Setup]
AppId={{6B0E4B4C-5C0B-4E55-9B3F-7B1F7A1E51A5}
AppName=FireMode Desktop
AppVersion={#Version}
AppVerName=FireMode Desktop {#Version}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\FireMode Desktop
DefaultGroupName=FireMode Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\dist\icons\firemode.ico
UninstallDisplayIcon={app}\FireMode Desktop.exe
OutputDir={#Root}\dist
OutputBaseFilename=FireMode-{#Version}-windows-x86_64
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes
RestartApplications=no
; A window that is open keeps files of the program in use: it is asked to close, and closing asks about what is unsaved.

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Backups=Open FireMode backups (*.fmbackup) with FireMode
de.Backups=FireMode-Sicherungen (*.fmbackup) mit FireMode öffnen
en.OnPath=Let the command "firemode" be found in a terminal
de.OnPath=Den Befehl „firemode“ im Terminal verfügbar machen
en.Kept=Your records stay where they are: %1. Delete that folder yourself if nothing in it is needed any more.
de.Kept=Ihre Aufzeichnungen bleiben, wo sie sind: %1. Löschen Sie den Ordner selbst, wenn nichts darin mehr gebraucht wird.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "backups"; Description: "{cm:Backups}"
Name: "onpath"; Description: "{cm:OnPath}"; Flags: unchecked

[InstallDelete]
; Libraries of the version before would be found by the new one.
Type: filesandordirs; Name: "{app}\files"

[Files]
Source: "{#Root}\dist\FireMode\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\FireMode Desktop"; Filename: "{app}\FireMode Desktop.exe"; AppUserModelID: "FireMode.Desktop"
Name: "{autodesktop}\FireMode Desktop"; Filename: "{app}\FireMode Desktop.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.fmbackup"; ValueType: string; ValueData: "FireMode.Backup"; Flags: uninsdeletevalue; Tasks: backups
Root: HKA; Subkey: "Software\Classes\FireMode.Backup"; ValueType: string; ValueData: "FireMode backup"; Flags: uninsdeletekey; Tasks: backups
Root: HKA; Subkey: "Software\Classes\FireMode.Backup\DefaultIcon"; ValueType: string; ValueData: "{app}\FireMode Desktop.exe,0"; Tasks: backups
Root: HKA; Subkey: "Software\Classes\FireMode.Backup\shell\open\command"; ValueType: string; ValueData: """{app}\FireMode Desktop.exe"" app ""%1"""; Tasks: backups
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: onpath; Check: NotOnPath

[Run]
Filename: "{app}\FireMode Desktop.exe"; Description: "{cm:LaunchProgram,FireMode Desktop}"; Flags: nowait postinstall skipifsilent

[Code]
function NotOnPath: Boolean;
var
  Path: string;
begin
  Result := not RegQueryStringValue(HKCU, 'Environment', 'Path', Path)
    or (Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('Kept'), [ExpandConstant('{localappdata}\FireMode')]), mbInformation, MB_OK);
end;
