using System.Diagnostics;
using Bourse.Zones.Processes;

namespace Bourse.Zones.Tests.Processes;

public sealed class ProcessTableTests
{
    [Fact]
    public async Task A_number_that_was_used_again_is_another_process()
    {
        using var process = Process.Start("sleep", ["600"]);
        try
        {
            Assert.True(ProcessRow.TryRead(process.Id, out ProcessRow row));
            Assert.Equal(PartState.Running, ProcessTable.StateOf(row.Identity));
            ProcessIdentity before = row.Identity with { StartTicks = row.StartTicks - 1 };
            Assert.Equal(PartState.Gone, ProcessTable.StateOf(before));

            ProcessTable.Signal([before], Signal.Kill);
            Assert.Equal(PartState.Running, ProcessTable.StateOf(row.Identity));
            ProcessTable.Signal([row.Identity], Signal.Kill);
            await ProcessTable.WaitForEndAsync([row.Identity], TestFleet.Cancellation);
            Assert.Equal(PartState.Gone, ProcessTable.StateOf(row.Identity));
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task A_tree_is_the_process_and_all_that_it_started()
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 600 & sleep 600 & echo started; wait"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("started", await shell.StandardOutput.ReadLineAsync(TestFleet.Cancellation));
        Assert.True(ProcessRow.TryRead(shell.Id, out ProcessRow row));

        IReadOnlyList<ProcessIdentity> tree = ProcessTable.Tree(row.Identity);
        Assert.Equal(3, tree.Count);
        Assert.Equal(row.Identity, tree[0]);
        ProcessTable.Signal(tree, Signal.Kill);
        await ProcessTable.WaitForEndAsync(tree, TestFleet.Cancellation);
        Assert.Empty(ProcessTable.Tree(row.Identity));
    }
}
