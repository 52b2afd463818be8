using System.CommandLine;
using Bourse.Server.CommandLine;

// The command line is the table of contents; a node stops itself in order, so nothing cuts it off.
return await BourseCommand.Create().Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
