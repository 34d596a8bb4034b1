/* Starts the bundled CPython on the package "zidesk", as "python -m zidesk ARGUMENTS" would.

   Compiled twice: with -DWINDOW as zidesk.exe, which has no console and says in a box why it could not start, and
   without as zidesk-cli.exe for the command line and scripts. PYTHON_DLL is the file name of CPython's library.
   With -DINTERPRETER it is python.exe, for tests_in_wine.sh. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define PATH_SIZE 32768
#define CANNOT_START 101

typedef int (*MainFunction)(int, wchar_t **);

static wchar_t folder[PATH_SIZE];
static wchar_t path[PATH_SIZE];

static void complain(const wchar_t *what, unsigned long code)
{
    wchar_t text[1024];
    _snwprintf(text, 1024, L"%ls (kode %lu).", what, code);
    text[1023] = 0;
#ifdef WINDOW
    MessageBoxW(NULL, text, L"zidesk", MB_OK | MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
}

/* Puts the path of NAME below the program's folder into the variable "path". */
static int locate(const wchar_t *name)
{
    int length = _snwprintf(path, PATH_SIZE, L"%ls%ls", folder, name);
    return length > 0 && length < PATH_SIZE;
}

static int find_folder(void)
{
    DWORD length = GetModuleFileNameW(NULL, folder, PATH_SIZE);
    if (length == 0 || length >= PATH_SIZE)
        return 0;
    while (length > 0 && folder[length - 1] != L'\\')
        --length;
    folder[length] = 0;
    return 1;
}

/* Libraries come from our own folders and System32 only: never from PATH, nor from the folder a file was opened in. */
static void restrict_library_search(void)
{
    static const wchar_t *const names[] = {
        L"runtime", L"runtime\\site-packages\\PySide6", L"runtime\\site-packages\\shiboken6"};
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
        if (locate(names[i]))
            AddDllDirectory(path);
}

static int run(int argc, wchar_t **argv)
{
    if (!find_folder()) {
        complain(L"zidesk tidak dapat dibuka karena foldernya tidak dapat dibaca", GetLastError());
        return CANNOT_START;
    }
    restrict_library_search();
    HMODULE library = locate(L"runtime\\" PYTHON_DLL) ? LoadLibraryExW(path, NULL, 0) : NULL;
    MainFunction py_main = library ? (MainFunction)(void *)GetProcAddress(library, "Py_Main") : NULL;
    wchar_t **arguments = calloc((size_t)argc + 5, sizeof *arguments);
    if (!py_main || !arguments) {
        complain(L"zidesk tidak dapat dibuka karena pemasangannya tidak lengkap; pasanglah zidesk sekali lagi",
                 GetLastError());
        return CANNOT_START;
    }
    int count = 0;
    arguments[count++] = argv[0];
    arguments[count++] = L"-X";
    arguments[count++] = L"utf8";
#ifndef INTERPRETER
    arguments[count++] = L"-m";
    arguments[count++] = L"zidesk";
#endif
    for (int i = 1; i < argc; ++i)
        arguments[count++] = argv[i];
    int status = py_main(count, arguments);
#ifdef WINDOW
    if (status != 0 && (argc < 2 || argv[1][0] != L'-'))
        complain(L"zidesk berhenti karena kesalahan. Laporannya disimpan di folder AppData\\Local\\zidesk\\Logs; "
                 L"kirimkanlah kepada pembuatnya", (unsigned long)status);
#endif
    return status;
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR line, int show)
{
    (void)instance; (void)previous; (void)line; (void)show;
    return run(__argc, __wargv);
}
#else
int wmain(int argc, wchar_t **argv)
{
    return run(argc, argv);
}
#endif
