using Bourse.Replica;

namespace Bourse.Simulation;

/// <summary>Runs a node's work as steps of the simulation.</summary>
internal sealed class SimulatedScheduler(Kernel kernel, Process process, TimeProvider time, Action onApplied) : NodeScheduler
{
    public override TimeProvider ShutdownClock => time;

    public override void Queue(IThreadPoolWorkItem work) => kernel.After(process, kernel.Dice.Between(1, 40), work.Execute);

    public override Task Run(Func<Task> work) => work();

    public override IAsyncDisposable Drive(ApplyLoop loop) => new SimulatedDriver(kernel, process, loop, onApplied);
}
