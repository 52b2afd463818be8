namespace Bourse.Simulation;

/// <summary>A place of the fleet where one node after the other lives.</summary>
internal sealed class SimulatedNode
{
    private readonly World _world;
    private readonly int _number;
    private bool _isStarting;

    public SimulatedNode(World world, int number)
    {
        (_world, _number) = (world, number);
        Life = new NodeLife(world, number);
        world.Kernel.After(world.Outside, 1, Look);
    }

    public NodeLife Life { get; private set; }

    public void Kill()
    {
        Life.Kill();
        StartAgain();
    }

    public async Task DrainAsync()
    {
        NodeLife life = Life;
        await life.DrainAsync();
        if (life == Life) StartAgain();
    }

    /// <summary>Whoever runs nodes looks after them now and then.</summary>
    private void Look()
    {
        _world.Kernel.After(_world.Outside, 100_000, Look);
        Life.Look();
        if (Life.HasEnded) StartAgain();
    }

    private void StartAgain()
    {
        if (_isStarting) return;
        _isStarting = true;
        _world.Kernel.After(_world.Outside, _world.Kernel.Dice.Between(5_000, 1_500_000), () =>
        {
            _isStarting = false;
            Life = new NodeLife(_world, _number);
        });
    }
}
