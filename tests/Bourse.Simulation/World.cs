namespace Bourse.Simulation;

/// <summary>All parts of one run.</summary>
internal sealed class World
{
    private readonly HashSet<long> _tags = [];
    private readonly long[] _happenings = new long[Enum.GetValues<Happening>().Length];

    public World(ulong seed, SimulationOptions options)
    {
        Options = options;
        Kernel = new Kernel(seed);
        Verdict = new Verdict();
        Faults = new FaultCounts(Kernel.Dice, Pick(options.Faults));
        Witness = new EntryWitness(Verdict);
        Bus = new MessageBus(Kernel, Faults);
        Database = new Database(this, [Seeding.FirstRow(options.Clients)]);
        Nodes = [.. Enumerable.Range(1, options.Nodes).Select(number => new SimulatedNode(this, number))];
    }

    /// <summary>How often each came, by its number.</summary>
    public IReadOnlyList<long> Happenings => _happenings;

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

    public void Note(Happening happening) => _happenings[(int)happening]++;

    public bool Has(Defect defect) => Options.Defect == defect;

    /// <summary>Each run leaves some kinds out: what hides another fault's effect is not always there.</summary>
    private FaultKind Pick(FaultKind kinds)
    {
        FaultKind picked = kinds;
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
            if (kind is not FaultKind.None and not FaultKind.All && Kernel.Dice.Permille(200)) picked &= ~kind;
        return picked == FaultKind.None ? kinds : picked;
    }
}
