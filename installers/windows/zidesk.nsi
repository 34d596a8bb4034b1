; Installs zidesk for the user who runs it: no administrator rights, no network. Defines given by build.sh:
; VERSION, OUT, ICON, PICTURE (of the wizard), FILES and LISTING (made by pack.py), optionally SIGN (a command), QUICK.

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
!include "${FILES}"
!define /math UNPACKED_KB ${UNPACKED_MB} * 1024

!define REMOVAL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\zidesk"
!define CLASSES "Software\Classes"
!define FILE_TYPE "zidesk.Berkas"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\zidesk.exe"
!define EXIT_IMPOSSIBLE 2
!define EXIT_STILL_RUNNING 3
!define EXIT_SPACE_SHORT 4
!define EXIT_FAILED 5

Name "zidesk ${VERSION}"
Caption "Pemasangan zidesk ${VERSION}"
UninstallCaption "Penghapusan zidesk ${VERSION}"
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
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolderPage
!define MUI_DIRECTORYPAGE_VERIFYONLEAVE
!define MUI_DIRECTORYPAGE_TEXT_TOP "zidesk akan dipasang di folder di bawah ini. Untuk memakai folder lain, klik Cari lalu pilihlah foldernya. Klik Pasang untuk memulai."
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "Folder tujuan"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "zidesk ${VERSION} sudah terpasang"
!define MUI_FINISHPAGE_TEXT "zidesk ada di menu Start. Berkas .zidesk kini juga dapat dibuka dengan klik dua kali.$\r$\n$\r$\nKlik Selesai untuk menutup jendela ini."
!define MUI_FINISHPAGE_RUN "$INSTDIR\zidesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Buka zidesk sekarang"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "zidesk dan pengaturannya akan dihapus dari komputer ini. Berkas .zidesk Anda dan salinan cadangannya tidak disentuh. Klik Hapus untuk memulai."
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "Dihapus dari:"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!include "${__FILEDIR__}\indonesian.nsh"
!include "${__FILEDIR__}\in_place.nsh"

; Running twice is refused: the second would clear away what the first unpacks.
Function .onInit
  ${Unless} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(WINDOWS_TOO_OLD)" /SD IDOK
    SetErrorLevel ${EXIT_IMPOSSIBLE}
    Quit
  ${EndUnless}
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "zidesk-setup") p .r0 ?e'
  Pop $0
  ${If} $0 = 183
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(OTHER_RUN)" /SD IDOK
    SetErrorLevel ${EXIT_IMPOSSIBLE}
    Quit
  ${EndIf}
FunctionEnd

; A folder that already holds other things gets a folder of ours inside.
Function LeaveFolderPage
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${LIST}"
  ${AndIfNot} ${FileExists} "${STAGING}\*.*"
    ${DirState} "$INSTDIR" $0
    ${If} $0 = 1
      StrCpy $INSTDIR "$INSTDIR\zidesk"
    ${EndIf}
  ${EndIf}
  Call ConsiderFolder
  ${If} $Refusal != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION $Refusal
    Abort
  ${EndIf}
FunctionEnd

!macro REQUIRE_CLOSED PREFIX
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
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDCANCEL IDRETRY again
    SetErrorLevel ${EXIT_STILL_RUNNING}
    Abort
  ${EndIf}
  ClearErrors
FunctionEnd
!macroend
!insertmacro REQUIRE_CLOSED ""
!insertmacro REQUIRE_CLOSED "un."

Section
  ; The folder page tells what is needed with the copy in $TEMP.
  AddSize ${MORE_KB}
  SetShellVarContext current
  Call RequireClosed
  Call FinishInterrupted
  Call ConsiderFolder
  ${If} $Refusal != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION $Refusal /SD IDOK
    SetErrorLevel ${EXIT_SPACE_SHORT}
    Abort
  ${EndIf}
  StrCpy $9 "new"
  ${If} ${FileExists} "$INSTDIR\${LIST}"
    StrCpy $9 "upgrade"
  ${EndIf}

  SetOverwrite on
  !insertmacro UNPACK
  SetOutPath "${STAGED}"
  ClearErrors
  WriteUninstaller "${STAGED}\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(^ErrorWriting)${STAGED}\uninstall.exe" /SD IDOK
    Abort
  ${EndIf}
  File "/oname=${LIST}" "${LISTING}"
  SetOutPath "$INSTDIR"
  Call RequireClosed
  Call TakePlace

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
  WriteRegDWORD HKCU "${REMOVAL_KEY}" "EstimatedSize" ${UNPACKED_KB}
SectionEnd

; Deletes what $List names, and folders only when they are empty then: what someone else put there stays.
Function un.RemoveListed
  ClearErrors
  FileOpen $0 $List r
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
  Delete $List
  ClearErrors
FunctionEnd

Section Uninstall
  SetShellVarContext current
  Call un.RequireClosed
  ; The first is there after an interrupted installation only.
  StrCpy $List "${STAGED}\${LIST}"
  Call un.RemoveListed
  StrCpy $List "$INSTDIR\${LIST}"
  Call un.RemoveListed
  SetOutPath "$TEMP"
  RMDir /r "${STAGING}"
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
