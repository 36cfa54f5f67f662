/*
 * version.h - which biglock this is.
 */
#ifndef _LINUX_VERSION_H
#define _LINUX_VERSION_H

extern const char linux_banner[];	/* init/version.c; ends in \n */

#endif
