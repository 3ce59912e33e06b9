/* counted_exit.c: in a coverage build, what a process ran is written before it ends by _exit: the
 * workers of src/base/parallel.c end so. The linker sends their calls here (--wrap=_exit). */
void __gcov_dump(void);
_Noreturn void __real__exit(int code);
_Noreturn void __wrap__exit(int code);

_Noreturn void __wrap__exit(int code)
{
    __gcov_dump();
    __real__exit(code);
}
