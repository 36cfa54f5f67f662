/*
 * renames.h - names of lib/string.c that the C library has too.
 */
#define memcpy	k_memcpy
#define memmove	k_memmove
#define memset	k_memset
#define memcmp	k_memcmp
#define memchr	k_memchr
#define strlen	k_strlen
#define strnlen	k_strnlen
#define strcpy	k_strcpy
#define strncpy	k_strncpy
#define strcat	k_strcat
#define strcmp	k_strcmp
#define strncmp	k_strncmp
#define strchr	k_strchr
#define strrchr	k_strrchr
#define strstr	k_strstr
#define strpbrk	k_strpbrk
#define strspn	k_strspn
#define strcspn	k_strcspn
#define strsep	k_strsep
#define strcspn	k_strcspn
