; Inno Setup 6: iscc /DVersion=0.1.0 resources\desktop\windows\microblog-desktop.iss
; For one person, without asking for an administrator; the portable .zip needs no installing at all.

#ifndef Version
  #error Say which version: iscc /DVersion=...
#endif
#define Root "..\..\.."
; Not all versions of Inno Setup have all of these languages; without one it speaks English there.
#define Translations AddBackslash(CompilerPath) + "Languages"

[Setup]
AppId={{8C6E2B1D-5A0F-4B7B-9E67-2D1F6E3C9A54}
AppName=Microblog
AppVersion={#Version}
AppPublisher=Microblog Desktop contributors
DefaultDirName={autopf}\Microblog
DefaultGroupName=Microblog
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\art\app-icon.ico
UninstallDisplayIcon={app}\microblog-desktop.exe
OutputDir={#Root}\dist
OutputBaseFilename=microblog-desktop-{#Version}-windows-x86_64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "pt_BR"; MessagesFile: "compiler:Languages\BrazilianPortuguese.isl"
#if FileExists(Translations + "\Arabic.isl")
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"
#endif
#if FileExists(Translations + "\Korean.isl")
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"
#endif
#if FileExists(Translations + "\ChineseSimplified.isl")
Name: "zh_CN"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"
#endif

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not must not be found.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\dist\microblog-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Microblog"; Filename: "{app}\microblog-desktop.exe"; AppUserModelID: "microblog-desktop"
Name: "{autodesktop}\Microblog"; Filename: "{app}\microblog-desktop.exe"; AppUserModelID: "microblog-desktop"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\microblog"; ValueType: string; ValueData: "URL:Microblog"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\microblog"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\microblog\DefaultIcon"; ValueType: string; ValueData: "{app}\microblog-desktop.exe,0"
Root: HKA; Subkey: "Software\Classes\microblog\shell\open\command"; ValueType: string; ValueData: """{app}\microblog-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\microblog-desktop.exe"; Description: "{cm:LaunchProgram,Microblog}"; Flags: nowait postinstall skipifsilent
