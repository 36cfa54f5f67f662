/*
 * unrename.h - the C library's functions under their own names again, for a
 * test that compares both: after <linux/string.h> with KERNEL_STRINGS.
 */
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef memchr
#undef strlen
#undef strnlen
#undef strcpy
#undef strncpy
#undef strcat
#undef strcmp
#undef strncmp
#undef strchr
#undef strrchr
#undef strstr
#undef strpbrk
#undef strspn
#undef strcspn
#undef strsep
