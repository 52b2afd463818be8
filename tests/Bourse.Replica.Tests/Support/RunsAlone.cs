namespace Bourse.Replica.Tests.Support;

/// <summary>Tests that measure the whole process, and so run while no other does.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
