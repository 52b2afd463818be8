namespace Bourse.Simulation;

/// <summary>All parts of one run.</summary>
internal sealed class World
{
    private readonly HashSet<long> _tags = [];

    public World(ulong seed, SimulationOptions options)
    {
        Options = options;
        Kernel = new Kernel(seed);
        Verdict = new Verdict();
        Faults = new FaultCounts(Kernel.Dice, options.Faults);
        Witness = new EntryWitness(Verdict);
        Bus = new MessageBus(Kernel, Faults);
        Database = new Database(Kernel, Outside, options.Defect, [Seeding.FirstRow(options.Clients)]);
        Nodes = [.. Enumerable.Range(1, options.Nodes).Select(number => new SimulatedNode(this, number))];
    }

    public SimulationOptions Options { get; }

    public Kernel Kernel { get; }

    /// <summary>The process of all that is no node.</summary>
    public Process Outside { get; } = new(0);

    public Verdict Verdict { get; }

    public FaultCounts Faults { get; }

    public EntryWitness Witness { get; }

    public MessageBus Bus { get; }

    public Database Database { get; }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    public List<Attempt> Attempts { get; } = [];

    public List<Reading> Readings { get; } = [];

    /// <summary>Clients begin nothing new.</summary>
    public bool IsClosing { get; set; }

    /// <summary>An expiry that no other attempt has: so each is found in the log.</summary>
    public long TakeTag(long expiresAtUs)
    {
        while (!_tags.Add(expiresAtUs)) expiresAtUs++;
        return expiresAtUs;
    }

    public bool Has(Defect defect) => Options.Defect == defect;
}
