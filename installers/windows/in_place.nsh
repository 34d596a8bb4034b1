; How a version takes the place of the one before it. All is unpacked into a folder of its own on the same volume while the
; old version stays whole. Only then the old files are moved aside and the new ones in, by their lists: renames, which are
; quick and need no space. The new list comes last and tells that the new version is whole; until then all can be put back,
; by this run or, if it was interrupted, by the next. Other people's files in the folder are in no list and are not moved.

!define STAGING "$INSTDIR\~pasang"
!define STAGED "${STAGING}\baru"
!define ASIDE "${STAGING}\lama"
!define LIST "uninstall.lst"
!define LONGEST_PATH 259
!define TRIES 50

Var List ; path of the list that names what is moved
Var From
Var To
Var Mode ; "all": what is missing is a failure, what stands in the way is replaced; "rest": both are left as they are
Var Stuck ; a name that could not be moved, or nothing
Var Refusal ; why the folder will not do, or nothing

; $1: the name. A scanner lets go of a file after a while.
Function MoveOne
  StrCpy $5 "$From\$1"
  StrCpy $6 "$To\$1"
  ${IfNot} ${FileExists} $5
    ${If} $Mode == "all"
      StrCpy $Stuck $1
    ${EndIf}
    Return
  ${EndIf}
  ${If} $Mode == "rest"
  ${AndIf} ${FileExists} $6
    Return
  ${EndIf}
  ${For} $3 1 ${TRIES}
    System::Call 'kernel32::MoveFileExW(w r5, w r6, i 1) i .r4'
    ${If} $4 <> 0
      Return
    ${EndIf}
    ${If} $3 = 1
      ${GetParent} $6 $4
      CreateDirectory $4
    ${ElseIf} $Stuck == ""
      Sleep 100
    ${Else}
      ${Break}
    ${EndIf}
  ${Next}
  StrCpy $Stuck $1
FunctionEnd

; Moves what $List names from $From to $To, and removes the folders that are empty then.
Function MoveListed
  ClearErrors
  FileOpen $0 $List r
  ${If} ${Errors}
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
      RMDir "$From\$1"
    ${ElseIf} $1 != ""
      Call MoveOne
    ${EndIf}
  ${Loop}
  FileClose $0
FunctionEnd

; The older version as it was. What cannot be put back now stays for the next run.
Function PutBack
  StrCpy $Stuck ""
  StrCpy $Mode "rest"
  StrCpy $List "${STAGED}\${LIST}"
  StrCpy $From "$INSTDIR"
  StrCpy $To "${STAGED}"
  Call MoveListed
  StrCpy $List "$INSTDIR\${LIST}"
  StrCpy $From "${ASIDE}"
  StrCpy $To "$INSTDIR"
  Call MoveListed
  ${If} $Stuck == ""
    ; Without its list nothing is put back any more, should this be interrupted.
    Delete "${STAGED}\${LIST}"
    RMDir /r "${STAGING}"
  ${EndIf}
FunctionEnd

; Clears away what an interrupted run left.
Function FinishInterrupted
  ${If} ${FileExists} "${ASIDE}\*.*"
  ${AndIf} ${FileExists} "${STAGED}\${LIST}"
    Call PutBack
    ${If} $Stuck != ""
      StrCpy $7 $Stuck
      Call TellStuck
    ${EndIf}
  ${Else}
    RMDir /r "${STAGING}"
  ${EndIf}
FunctionEnd

; Needs all that is unpacked in ${STAGED}, with its list.
Function TakePlace
  SetDetailsPrint none
  CreateDirectory "${ASIDE}"
  StrCpy $Stuck ""
  StrCpy $Mode "rest"
  StrCpy $List "$INSTDIR\${LIST}"
  StrCpy $From "$INSTDIR"
  StrCpy $To "${ASIDE}"
  Call MoveListed
  ${If} $Stuck == ""
    StrCpy $Mode "all"
    StrCpy $List "${STAGED}\${LIST}"
    StrCpy $From "${STAGED}"
    StrCpy $To "$INSTDIR"
    Call MoveListed
  ${EndIf}
  ${If} $Stuck == ""
    StrCpy $1 "${LIST}"
    Call MoveOne
  ${EndIf}
  ${If} $Stuck != ""
    StrCpy $7 $Stuck
    Call PutBack
    Call TellStuck
  ${EndIf}
  RMDir /r "${STAGING}"
  SetDetailsPrint both
FunctionEnd

; $7: the name of the file.
Function TellStuck
  MessageBox MB_OK|MB_ICONSTOP "$(FILE_HELD)" /SD IDOK
  SetErrorLevel ${EXIT_FAILED}
  Abort
FunctionEnd

; After any failure and any Abort: what is unpacked and not yet in place goes.
Function .onInstFailed
  SetOutPath "$TEMP"
  ${IfNot} ${FileExists} "${ASIDE}\*.*"
    RMDir /r "${STAGING}"
    RMDir "$INSTDIR"
  ${EndIf}
  GetErrorLevel $0
  ${If} $0 = -1
    SetErrorLevel ${EXIT_FAILED}
  ${EndIf}
FunctionEnd

; $0: a path. Sets $1 to the MB that are free where it is or will be, -1 if that is not known.
Function FreeSpace
  ${Do}
    System::Call 'kernel32::GetDiskFreeSpaceExW(w r0, *l .r1, p 0, p 0) i .r4'
    ${If} $4 <> 0
      System::Int64Op $1 / 1048576
      Pop $1
      Return
    ${EndIf}
    ${GetParent} $0 $0
  ${LoopUntil} $0 == ""
  StrCpy $1 -1
FunctionEnd

; $3: a path, $2: the MB that it needs. Sets $Refusal if they are not free, and $0 and $1 for its text.
Function RequireFree
  StrCpy $0 $3
  Call FreeSpace
  StrCpy $0 $3 2
  ${If} $1 >= 0
  ${AndIf} $1 < $2
    StrCpy $Refusal "$(SPACE_SHORT)"
  ${EndIf}
FunctionEnd

; Sets $Refusal if $INSTDIR will not do.
Function ConsiderFolder
  StrCpy $Refusal ""
  StrLen $1 "${STAGED}\"
  IntOp $1 $1 + ${LONGEST_NAME}
  ${If} $1 > ${LONGEST_PATH}
    StrCpy $Refusal "$(FOLDER_TOO_DEEP)"
    Return
  ${EndIf}

  ClearErrors
  CreateDirectory "${STAGING}"
  ${If} ${Errors}
    ClearErrors
    StrCpy $Refusal "$(FOLDER_NOT_WRITABLE)"
    Return
  ${EndIf}

  ; While it runs, an installer keeps all that it unpacks in $TEMP as well.
  StrCpy $2 ${UNPACKED_MB}
  StrCpy $0 $INSTDIR 2
  StrCpy $1 $TEMP 2
  StrCpy $3 $TEMP
  ${If} $0 == $1
    IntOp $2 $2 + ${UNPACKED_MB}
  ${Else}
    Call RequireFree
  ${EndIf}
  StrCpy $3 $INSTDIR
  Call RequireFree
  RMDir "${STAGING}"
  RMDir "$INSTDIR"
FunctionEnd
