package report
import ("testing";"os";"context";"strconv"
"github.com/fromabove/fromabove/lab"
"github.com/fromabove/fromabove/scenario"
"github.com/fromabove/fromabove/scenarios"
"github.com/fromabove/fromabove/regime"
)
func TestTrial(t *testing.T){
 m,_:=strconv.Atoi(os.Getenv("M")); wd,_:=strconv.Atoi(os.Getenv("W"))
 if m==0 {t.Skip()}
 s,err:=scenario.Read(scenarios.Files,"baseline",regime.Institutions(),scenario.Edits{})
 if err!=nil {t.Fatal(err)}
 sc:=1000; if m>1 {sc=10000}
 o:=&lab.Order{Scenario:s,Seed:1,Scale:sc,Members:m,Workers:2,Command:"fromabove run baseline --seed 1",Version:"0.1.0"}
 out,err:=lab.Run(context.Background(),o,nil)
 if err!=nil {t.Fatal(err)}
 opt:=Options{Width:wd,All:os.Getenv("ALL")!="",ASCII:os.Getenv("ASCII")!=""}
 r:=Run{o,out}
 if err:=Picture(os.Stdout,r,opt);err!=nil{t.Fatal(err)}
 if err:=Summary(os.Stdout,r,opt);err!=nil{t.Fatal(err)}
}
