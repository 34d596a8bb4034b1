; What the wizard says, instead of the wording that comes with NSIS.

!define MUI_TEXT_DIRECTORY_TITLE "Folder zidesk"
!define MUI_TEXT_DIRECTORY_SUBTITLE "Folder yang diusulkan biasanya tidak perlu diganti."
!define MUI_TEXT_INSTALLING_TITLE "zidesk sedang dipasang"
!define MUI_TEXT_INSTALLING_SUBTITLE "Mohon tunggu sebentar."
!define MUI_TEXT_FINISH_TITLE "zidesk sudah terpasang"
!define MUI_TEXT_FINISH_SUBTITLE "Pemasangan selesai."
!define MUI_TEXT_ABORT_TITLE "zidesk ${VERSION} belum terpasang"
!define MUI_TEXT_ABORT_SUBTITLE "Berkas Anda dan versi zidesk yang sudah ada di komputer ini tidak diubah."
!define MUI_TEXT_ABORTWARNING "Hentikan pemasangan zidesk?"
!define MUI_UNTEXT_CONFIRM_TITLE "Hapus zidesk"
!define MUI_UNTEXT_CONFIRM_SUBTITLE "Programnya dihapus, berkas Anda tetap ada."
!define MUI_UNTEXT_UNINSTALLING_TITLE "zidesk sedang dihapus"
!define MUI_UNTEXT_UNINSTALLING_SUBTITLE "Mohon tunggu sebentar."
!define MUI_UNTEXT_FINISH_TITLE "zidesk sudah dihapus"
!define MUI_UNTEXT_FINISH_SUBTITLE "Berkas .zidesk Anda dan salinan cadangannya masih ada di tempatnya."
!define MUI_UNTEXT_ABORT_TITLE "zidesk belum dihapus"
!define MUI_UNTEXT_ABORT_SUBTITLE "Jalankan penghapusan sekali lagi."

!insertmacro MUI_LANGUAGE "Indonesian"

!macro SAY NAME TEXT
  LangString ${NAME} ${LANG_INDONESIAN} "${TEXT}"
!macroend

!insertmacro SAY ^InstallBtn "&Pasang"
!insertmacro SAY ^CancelBtn "Batal"
!insertmacro SAY ^BackBtn "< &Kembali"
!insertmacro SAY ^ShowDetailsBtn "Lihat &rincian"
!insertmacro SAY ^SpaceRequired "Ruang yang diperlukan: "
!insertmacro SAY ^SpaceAvailable "Ruang yang tersedia: "
!insertmacro SAY ^DirBrowseText "Pilihlah folder tempat zidesk dipasang:"
!insertmacro SAY ^OutputFolder "Folder: "
!insertmacro SAY ^CreateFolder "Membuat folder: "
!insertmacro SAY ^RemoveFolder "Menghapus folder: "
!insertmacro SAY ^Extract "Menyalin: "
!insertmacro SAY ^Delete "Menghapus: "
!insertmacro SAY ^CreateShortcut "Membuat pintasan: "
!insertmacro SAY ^CreatedUninstaller "Membuat program penghapusan: "

; NSIS adds the path.
!insertmacro SAY ^ErrorWriting "Pemasangan dihentikan karena berkas di bawah ini tidak dapat ditulis; kosongkan ruang disk, atau kecualikan folder zidesk dari pemindai virus, lalu jalankan pemasangan sekali lagi.$\r$\n$\r$\n"
!insertmacro SAY ^ErrorDecompressing "Isi pemasang ini rusak, mungkin karena tidak tersalin seluruhnya; salinlah sekali lagi dari sumbernya, lalu jalankan salinan itu."
; $0: the path.
!insertmacro SAY ^FileError_NoIgnore "Berkas di bawah ini tidak dapat ditulis; kosongkan ruang disk, atau tunggulah sampai pemindai virus selesai, lalu klik Coba Lagi (Retry).$\r$\n$\r$\n$0"

!insertmacro SAY STILL_OPEN "zidesk masih terbuka. Tutuplah semua jendelanya, lalu klik Coba Lagi (Retry)."
!insertmacro SAY OTHER_RUN "Pemasangan zidesk sedang berjalan di jendela lain; selesaikanlah yang itu dulu."
!insertmacro SAY WINDOWS_TOO_OLD "zidesk memerlukan Windows 10 atau yang lebih baru."
!insertmacro SAY FOLDER_TOO_DEEP "Nama folder itu terlalu panjang bagi Windows; pilihlah folder dengan nama yang lebih pendek."
!insertmacro SAY FOLDER_NOT_WRITABLE "Folder itu tidak dapat ditulisi; pilihlah folder lain, misalnya yang diusulkan semula."
!insertmacro SAY SPACE_SHORT "Ruang di disk $0 kurang: pemasangan memerlukan $2 MB, yang tersedia $1 MB; kosongkan ruang di disk itu lebih dulu."
; $7: the name of the file.
!insertmacro SAY FILE_HELD "Berkas “$7” sedang ditahan program lain, mungkin pemindai virus, sehingga zidesk tidak diganti. Tunggulah sebentar, lalu jalankan pemasangan sekali lagi."
