using System.Diagnostics;
using System.Globalization;
using Bourse.Simulation;

// Runs the fleet's real code under simulated faults; docs/testing.md says how.
var options = new SimulationOptions();
(ulong first, ulong last) = (1, 1000);
for (int i = 0; i + 1 < args.Length; i += 2)
{
    string value = args[i + 1];
    switch (args[i])
    {
        case "--seeds":
            string[] ends = value.Split('-');
            first = ulong.Parse(ends[0], CultureInfo.InvariantCulture);
            last = ulong.Parse(ends[^1], CultureInfo.InvariantCulture);
            break;
        case "--steps":
            options = options with { Steps = long.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) };
            break;
        case "--nodes":
            options = options with { Nodes = int.Parse(value, CultureInfo.InvariantCulture) };
            break;
        case "--faults":
            options = options with { Faults = Enum.Parse<FaultKind>(value, ignoreCase: true) };
            break;
        case "--defect":
            options = options with { Defect = Enum.Parse<Defect>(value, ignoreCase: true) };
            break;
        default:
            Console.Error.WriteLine(
                $"Unknown option {args[i]}. Use: --seeds FIRST-LAST --steps N (each seed) --nodes N --faults all|kill,cut,… --defect NAME.");
            return 2;
    }
}

var clock = Stopwatch.StartNew();
SimulationTotals totals = SimulationTotals.Run(first, last, options, Console.Out);
Console.WriteLine(totals);
Console.WriteLine($"Seeds {first} to {last} in {clock.Elapsed}.");
return totals.Failed == 0 ? 0 : 1;
