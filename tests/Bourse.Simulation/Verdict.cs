namespace Bourse.Simulation;

/// <summary>What went wrong first; nothing is looked at after it.</summary>
internal sealed class Verdict
{
    public string? Failure { get; private set; }

    public void Fail(string failure) => Failure ??= failure;

    /// <summary>Nothing that is started and not awaited may fail unseen.</summary>
    public async void Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e)
        {
            Fail($"The simulation met an exception: {e}");
        }
    }
}
