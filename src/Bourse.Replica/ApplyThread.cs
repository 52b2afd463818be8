using System.Runtime.CompilerServices;
using Bourse.Log;

namespace Bourse.Replica;

/// <summary>The thread of an apply loop. Waits without an allocation.</summary>
internal sealed class ApplyThread : IAsyncDisposable
{
    private readonly ApplyLoop _loop;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Action _setWake;
    private readonly Thread _thread;

    public ApplyThread(ApplyLoop loop)
    {
        _loop = loop;
        _setWake = () => _wake.Set();
        _thread = new Thread(Run) { IsBackground = true, Name = "bourse-apply", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    public ValueTask DisposeAsync()
    {
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run()
    {
        while (!_loop.IsStopping)
        {
            switch (_loop.Step())
            {
                case ApplyStep.Idle: WaitForMore(); break;
                case ApplyStep.Away: _wake.WaitOne(ApplyLoop.RetryAfter); break;
                case ApplyStep.Ended: return;
            }
        }
    }

    private void WaitForMore()
    {
        try
        {
            Block(_loop.WaitForMoreAsync());
        }
        catch (LogUnavailableException)
        {
            _wake.WaitOne(ApplyLoop.RetryAfter);
        }
    }

    /// <summary>Blocks this thread, which has nothing else to do; ends early when the loop is stopped.</summary>
    private void Block(ValueTask more)
    {
        ValueTaskAwaiter awaiter = more.GetAwaiter();
        if (!awaiter.IsCompleted) awaiter.UnsafeOnCompleted(_setWake);
        while (!awaiter.IsCompleted && !_loop.IsStopping) _wake.WaitOne();
        if (awaiter.IsCompleted) awaiter.GetResult();
    }
}
