namespace Bourse.Replica;

/// <summary>A thread for the apply loop, the thread pool for the rest.</summary>
internal sealed class ThreadScheduler : NodeScheduler
{
    public override TimeProvider ShutdownClock => TimeProvider.System;

    public override void Queue(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    public override Task Run(Func<Task> work) => Task.Run(work);

    public override IAsyncDisposable Drive(ApplyLoop loop) => new ApplyThread(loop);
}
