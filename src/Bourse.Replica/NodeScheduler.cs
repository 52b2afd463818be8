namespace Bourse.Replica;

/// <summary>
/// Where a node's work runs. In production the apply loop has a thread of its own and callers go on on the thread pool; a
/// simulation runs many nodes on one thread, in an order that it chooses.
/// </summary>
internal abstract class NodeScheduler
{
    public static NodeScheduler Threads { get; } = new ThreadScheduler();

    /// <summary>
    /// Measures the patience of a shutdown: the host's, which goes on while a test holds the node's own clock.
    /// </summary>
    public abstract TimeProvider ShutdownClock { get; }

    /// <summary>Runs what a node's callers do next; never inline, for the caller holds locks and must go on.</summary>
    public abstract void Queue(IThreadPoolWorkItem work);

    /// <summary>Runs background work.</summary>
    public abstract Task Run(Func<Task> work);

    /// <summary>Calls <see cref="ApplyLoop.Step"/> for as long as it has something to do, until disposed or ended.</summary>
    public abstract IAsyncDisposable Drive(ApplyLoop loop);
}
