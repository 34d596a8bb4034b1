; Installs zidesk for the user who runs it: no administrator rights, no network. Defines given by build.sh:
; VERSION, OUT, ICON, PICTURE (of the wizard), FILES (File commands), LISTING (names of the installed files), optionally SIGN (a command), QUICK.

Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompressor /SOLID zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WinVer.nsh

!define REMOVAL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\zidesk"
!define CLASSES "Software\Classes"
!define FILE_TYPE "zidesk.Berkas"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\zidesk.exe"
!define EXIT_STILL_RUNNING 3

Name "zidesk ${VERSION}"
Caption "Pemasangan zidesk ${VERSION}"
BrandingText "zidesk ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\zidesk"
InstallDirRegKey HKCU "Software\zidesk" "InstallDir"
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
AllowSkipFiles off

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "zidesk"
VIAddVersionKey /LANG=0 "CompanyName" "zidesk"
VIAddVersionKey /LANG=0 "FileDescription" "Pemasangan zidesk"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "Lisensi MIT"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
  !finalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Pemasangan zidesk ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "zidesk dipasang untuk pengguna komputer ini saja: tidak memerlukan hak administrator dan tidak memerlukan internet.$\r$\n$\r$\nBerkas .zidesk dan pengaturan yang sudah ada tidak diubah. Tutuplah zidesk lebih dulu jika sedang terbuka, lalu klik Lanjut."
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE KeepToOwnFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\zidesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Buka zidesk sekarang"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "zidesk akan dihapus dari komputer ini. Berkas .zidesk Anda dan salinan cadangannya tidak disentuh."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

; Running twice is refused: the second would delete what the first unpacks.
Function .onInit
  ${Unless} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "zidesk memerlukan Windows 10 atau yang lebih baru." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndUnless}
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "zidesk-setup") p .r0 ?e'
  Pop $0
  ${If} $0 = 183
    MessageBox MB_OK|MB_ICONEXCLAMATION "Pemasangan zidesk sedang berjalan di jendela lain." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

; A folder that already holds other things gets a folder of ours inside.
Function KeepToOwnFolder
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\uninstall.lst"
    ${DirState} "$INSTDIR" $0
    ${If} $0 = 1
      StrCpy $INSTDIR "$INSTDIR\zidesk"
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro REMOVAL PREFIX
; Windows lets no one open the file of a running program for writing.
Function ${PREFIX}RequireClosed
  again:
  StrCpy $1 ""
  ${If} ${FileExists} "$INSTDIR\zidesk.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\zidesk.exe" a
    ${If} ${Errors}
      StrCpy $1 "running"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\zidesk-cli.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\zidesk-cli.exe" a
    ${If} ${Errors}
      StrCpy $1 "running"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${If} $1 == "running"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "zidesk masih terbuka. Tutuplah semua jendelanya, lalu klik Coba Lagi." /SD IDCANCEL IDRETRY again
    SetErrorLevel ${EXIT_STILL_RUNNING}
    Quit
  ${EndIf}
  ClearErrors
FunctionEnd

; Deletes what the list in the folder names, and folders only when they are empty then: what someone else put there stays.
Function ${PREFIX}RemoveListed
  ClearErrors
  FileOpen $0 "$INSTDIR\uninstall.lst" r
  ${If} ${Errors}
    ClearErrors
    Return
  ${EndIf}
  ${Do}
    ClearErrors
    FileRead $0 $1
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    ${TrimNewLines} "$1" $1
    StrCpy $2 $1 1 -1
    ${If} $2 == "\"
      RMDir "$INSTDIR\$1"
    ${ElseIf} $1 != ""
      Delete "$INSTDIR\$1"
    ${EndIf}
  ${Loop}
  FileClose $0
  Delete "$INSTDIR\uninstall.lst"
  ClearErrors
FunctionEnd
!macroend
!insertmacro REMOVAL ""
!insertmacro REMOVAL "un."

Section
  SetShellVarContext current
  Call RequireClosed
  StrCpy $9 "new"
  ${If} ${FileExists} "$INSTDIR\uninstall.lst"
    StrCpy $9 "upgrade"
  ${EndIf}
  Call RemoveListed

  SetOverwrite on
  SetOutPath "$INSTDIR"
  File "/oname=uninstall.lst" "${LISTING}"
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\zidesk.lnk" "$INSTDIR\zidesk.exe" "" "$INSTDIR\zidesk.exe" 0 SW_SHOWNORMAL "" "Rencana aksi Zona Integritas"
  ; Who deleted the desktop entry does not want it back with each upgrade.
  ${If} $9 == "new"
  ${OrIf} ${FileExists} "$DESKTOP\zidesk.lnk"
    CreateShortcut "$DESKTOP\zidesk.lnk" "$INSTDIR\zidesk.exe" "" "$INSTDIR\zidesk.exe" 0 SW_SHOWNORMAL "" "Rencana aksi Zona Integritas"
  ${EndIf}

  WriteRegStr HKCU "${CLASSES}\.zidesk" "" "${FILE_TYPE}"
  WriteRegStr HKCU "${CLASSES}\.zidesk" "PerceivedType" "document"
  WriteRegStr HKCU "${CLASSES}\.zidesk\OpenWithProgids" "${FILE_TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}" "" "Rencana aksi Zona Integritas"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\DefaultIcon" "" '"$INSTDIR\zidesk.exe",0'
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\shell" "" "open"
  WriteRegStr HKCU "${CLASSES}\${FILE_TYPE}\shell\open\command" "" '"$INSTDIR\zidesk.exe" "%1"'
  ${RefreshShellIcons}
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\zidesk.exe"

  WriteRegStr HKCU "Software\zidesk" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL_KEY}" "DisplayName" "zidesk"
  WriteRegStr HKCU "${REMOVAL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL_KEY}" "DisplayIcon" "$INSTDIR\zidesk.exe"
  WriteRegStr HKCU "${REMOVAL_KEY}" "Publisher" "zidesk"
  WriteRegStr HKCU "${REMOVAL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REMOVAL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVAL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${REMOVAL_KEY}" "EstimatedSize" $0
SectionEnd

Section Uninstall
  SetShellVarContext current
  Call un.RequireClosed
  Call un.RemoveListed
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"

  ; Settings and error reports go; copies of users' files (folder "cadangan-migrasi" beside them) stay.
  Delete "$APPDATA\zidesk\zidesk.ini"
  RMDir "$APPDATA\zidesk"
  Delete "$LOCALAPPDATA\zidesk\Logs\laporan-*.txt"
  RMDir "$LOCALAPPDATA\zidesk\Logs"
  RMDir "$LOCALAPPDATA\zidesk"

  Delete "$SMPROGRAMS\zidesk.lnk"
  Delete "$DESKTOP\zidesk.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.zidesk" ""
  ${If} $0 == "${FILE_TYPE}"
    DeleteRegKey HKCU "${CLASSES}\.zidesk"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${FILE_TYPE}"
  ${RefreshShellIcons}
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${REMOVAL_KEY}"
  DeleteRegKey HKCU "Software\zidesk"
SectionEnd
