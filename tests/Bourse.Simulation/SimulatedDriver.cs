using System.Runtime.CompilerServices;
using Bourse.Log;
using Bourse.Replica;

namespace Bourse.Simulation;

/// <summary>Takes the steps of an apply loop, each as a step of the simulation.</summary>
internal sealed class SimulatedDriver : IAsyncDisposable
{
    private readonly Kernel _kernel;
    private readonly Process _process;
    private readonly ApplyLoop _loop;
    private readonly Action _onApplied;

    public SimulatedDriver(Kernel kernel, Process process, ApplyLoop loop, Action onApplied)
    {
        (_kernel, _process, _loop, _onApplied) = (kernel, process, loop, onApplied);
        StepIn(1);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void StepIn(long delayUs) => _kernel.After(_process, delayUs, Step);

    private void Step()
    {
        if (_loop.IsStopping) return;
        switch (_loop.Step())
        {
            case ApplyStep.Applied:
                _onApplied();
                StepIn(_kernel.Dice.Between(1, 30));
                break;
            case ApplyStep.Idle: Wait(_loop.WaitForMoreAsync()); break;
            case ApplyStep.Away: StepIn((long)ApplyLoop.RetryAfter.TotalMicroseconds); break;
        }
    }

    private void Wait(ValueTask more)
    {
        ValueTaskAwaiter awaiter = more.GetAwaiter();
        if (awaiter.IsCompleted) Take(awaiter);
        else awaiter.OnCompleted(() => Take(awaiter));
    }

    private void Take(ValueTaskAwaiter more)
    {
        try
        {
            more.GetResult();
            StepIn(1);
        }
        catch (LogUnavailableException)
        {
            StepIn((long)ApplyLoop.RetryAfter.TotalMicroseconds);
        }
    }
}
