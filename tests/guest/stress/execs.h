/*
 * execs.h - the program runs itself: what the exec()ed one is told, and what
 * it answers with.
 */
#ifndef TESTS_GUEST_EXECS_H
#define TESTS_GUEST_EXECS_H

#define EXEC_CHILD	"exec-child"	/* argv[1]; [2]: times left */
#define EXEC_STATUS	23		/* of one that is as it should be */

/* forks.c */
int exec_child(int argc, char **argv);
void exec_self(unsigned int times);	/* by sys(): for threads, too */

#endif
