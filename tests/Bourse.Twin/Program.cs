using System.Diagnostics;
using System.Globalization;
using Bourse.Twin.Load;

// Compares the state machine with its slow twin over random loads; docs/testing.md says how.
(ulong first, ulong last, long commands) = (1, 20, 10_000);
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--seeds":
            string[] ends = args[i + 1].Split('-');
            first = ulong.Parse(ends[0], CultureInfo.InvariantCulture);
            last = ulong.Parse(ends[^1], CultureInfo.InvariantCulture);
            break;
        case "--commands":
            commands = long.Parse(args[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            break;
        default:
            Console.Error.WriteLine($"Unknown option {args[i]}. Use: --seeds FIRST-LAST --commands N (for each seed).");
            return 2;
    }
}

var clock = Stopwatch.StartNew();
LoadResult result = LoadRuns.Run(first, last, commands, done => Console.WriteLine(
    $"{clock.Elapsed:hh\\:mm\\:ss}  seed {done.Seed} agrees over {done.Commands:N0} commands"));
Console.WriteLine(result.Coverage);
if (result.Failure is not null) Console.Error.WriteLine(result.Failure);
else
    foreach (string missing in result.Coverage.Missing()) Console.Error.WriteLine($"Never happened: {missing}");
Console.WriteLine($"{result.Commands:N0} commands of seeds {first} to {last} in {clock.Elapsed}");
return result.Failure is null && result.Coverage.Missing().Count == 0 ? 0 : 1;
